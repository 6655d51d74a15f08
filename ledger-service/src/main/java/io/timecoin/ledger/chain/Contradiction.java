package io.timecoin.ledger.chain;

/**
 * A reason to stop writing until a person has decided (PROTOCOL §6.9): what consensus made final
 * and what this ledger computes do not agree.
 *
 * @param sequence the microblock concerned
 * @param detail one sentence for a person
 */
public record Contradiction(ContradictionCode code, long sequence, String detail) {

  /** The line for the operator. */
  @Override
  public String toString() {
    return "%s %s at sequence %d: %s".formatted(code.label(), code, sequence, detail);
  }
}
