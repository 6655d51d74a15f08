package io.timecoin.consensus.core;

/** Why an input was dropped. */
public enum DropReason {
  /** Its sequence is decided. */
  STALE,
  /** Its sequence is too far ahead to be kept. */
  TOO_FAR_AHEAD,
  /** Its signer is no member. */
  NO_MEMBER,
  /** Its signature, or one it carries, is not its signer's. */
  BAD_SIGNATURE,
  /** Its signer does not lead the round. */
  NOT_THE_LEADER,
  /** It is not justified as PROTOCOL §6.3 demands. */
  UNJUSTIFIED,
  /** Its header breaks a rule that needs no state of transactions. */
  BAD_HEADER,
  /** Its certificate proves nothing. */
  BAD_CERTIFICATE,
  /** One of its signer, of a round at least as high, is kept in its place. */
  BUFFER_FULL,
  /** It answers what nobody waits for. */
  NOT_ASKED,
  /** The draft makes no valid microblock. */
  UNUSABLE_DRAFT
}
