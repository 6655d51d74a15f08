package io.timecoin.ledger.chain;

/**
 * Why a record of chain.microblocks cannot be the next of this chain. Each has a number that an
 * operator can look up; none is ever used for something else.
 */
public enum ContradictionCode {
  /** The stream goes on behind the next sequence: records are missing. */
  GAP(101),
  /** A second, different microblock for a sequence that is final already (PROTOCOL §6.9). */
  SECOND_DIGEST(102),
  /** It does not name the digest of the microblock before. */
  PREVIOUS_DIGEST(103),
  /** Its time is not above that of the microblock before. */
  TIME(104),
  /** The header's count is not the number of its transactions, or out of range. */
  TRANSACTION_COUNT(105),
  /** The header's root is not that of its transactions. */
  TRANSACTION_ROOT(106),
  /** The certificate is about something else, or proves nothing. */
  CERTIFICATE(107),
  /** The proposer is no member of the committee. */
  PROPOSER(108),
  /** An input is no UTXO. */
  INPUT(109),
  /** A transaction pays out more than it takes in, or an amount is out of range. */
  AMOUNT(110),
  /** A seal is missing, is there without need, or is not what this ledger computes. */
  SEAL(111),
  /** The rows give another state commitment, count or sum than the ledger had kept. */
  STATE_COMMITMENT(112),
  /** The database refuses the rows of a microblock that passed every check. */
  CONSTRAINT(113),
  /** The database holds the chain of another genesis document. */
  GENESIS(114);

  private final int number;

  ContradictionCode(int number) {
    this.number = number;
  }

  /** As it appears in logs: {@code LEDGER-101}. */
  public String label() {
    return "LEDGER-" + number;
  }
}
