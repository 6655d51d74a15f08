package io.timecoin.protocol.committee;

import java.util.List;
import java.util.Optional;

/** The kinds of signed consensus messages with their number on the wire (PROTOCOL §6.3). */
public enum VoteType {
  PROPOSAL(1),
  PREPARE(2),
  COMMIT(3),
  ROUND_CHANGE(4),
  TIMEOUT(5);

  private static final List<VoteType> IN_ORDER = List.of(values());

  private final int number;

  VoteType(int number) {
    this.number = number;
  }

  public static Optional<VoteType> ofNumber(int number) {
    return number >= 1 && number <= IN_ORDER.size()
        ? Optional.of(IN_ORDER.get(number - 1))
        : Optional.empty();
  }

  public int number() {
    return number;
  }
}
