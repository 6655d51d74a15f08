package io.timecoin.protocol.chain;

/** What can be wrong with a microblock (PROTOCOL §6.2), in the order of the checks. */
public enum MicroblockDefect {
  /** Its sequence does not follow the last final microblock's. */
  WRONG_SEQUENCE,
  /** It does not name the digest of the last final microblock. */
  WRONG_PREVIOUS_DIGEST,
  /** Its proposer is not in the deciding committee. */
  UNKNOWN_PROPOSER,
  /** Its time is not above that of the microblock before. */
  TIME_NOT_LATER,
  /** More than 10,000 transactions. */
  TOO_MANY_TRANSACTIONS,
  /** More than 4 MiB of bodies. */
  TOO_LARGE,
  /** The header's count is not that of the transactions. */
  WRONG_COUNT,
  /** The header's root is not that over the wtxids. */
  WRONG_ROOT,
  /** A slot has ended, and there is no seal. */
  SEAL_MISSING,
  /** No slot has ended, and there is a seal. */
  SEAL_UNEXPECTED,
  /** Neither transactions nor a seal. */
  EMPTY,
  /** Two transactions have one txid. */
  DUPLICATE_TXID,
  /** A transaction fails PROTOCOL §4.2 or §4.3; the refusal says how. */
  BAD_TRANSACTION,
  /** The seal is not the one that the state demands. */
  WRONG_SEAL
}
