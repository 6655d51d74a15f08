package io.timecoin.consensus.core.round;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this node has signed for one sequence, types 1–4: at most one message per type and round,
 * for ever (PROTOCOL §6.7). Immutable.
 *
 * @param inOrder in the order in which they were signed
 */
public record OwnMessages(List<SignedMessage> inOrder) {
  public static final OwnMessages NONE = new OwnMessages(List.of());

  public OwnMessages {
    inOrder = List.copyOf(inOrder);
  }

  public Optional<SignedMessage> find(VoteType type, int round) {
    return inOrder.stream()
        .filter(message -> message.type() == type && message.round() == round)
        .findFirst();
  }

  public boolean has(VoteType type, int round) {
    return find(type, round).isPresent();
  }

  /**
   * With one more.
   *
   * @throws IllegalStateException if one of its type and round exists: signing another is the one
   *     thing a node must never do
   */
  public OwnMessages with(SignedMessage message) {
    if (has(message.type(), message.round())) {
      throw new IllegalStateException(
          message.type() + " of round " + message.round() + " has been signed already");
    }
    var more = new ArrayList<>(inOrder);
    more.add(message);
    return new OwnMessages(more);
  }

  /** The highest round of any; 0 without one. */
  public int highestRound() {
    return inOrder.stream().mapToInt(SignedMessage::round).max().orElse(0);
  }
}
