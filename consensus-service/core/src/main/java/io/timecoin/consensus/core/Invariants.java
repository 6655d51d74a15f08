package io.timecoin.consensus.core;

/**
 * What holds after every step, asserted in production: a node that breaks it must not speak. It
 * ends the process; the log says where to go on.
 */
final class Invariants {
  private Invariants() {}

  static void check(Turn turn) {
    hold(turn.own.highestRound() <= turn.round, "signs in no round above its own", turn);
    hold(
        turn.prepared
            .filter(
                certificate ->
                    certificate.round() > turn.round || certificate.sequence() != turn.sequence())
            .isEmpty(),
        "has prepared in no round above its own",
        turn);
    hold(
        turn.decided.filter(certificate -> certificate.sequence() != turn.sequence()).isEmpty(),
        "decides the next sequence alone",
        turn);
    hold(
        turn.own.inOrder().stream().allMatch(message -> message.sequence() == turn.sequence()),
        "keeps own messages of the next sequence alone",
        turn);
  }

  private static void hold(boolean condition, String invariant, Turn turn) {
    if (!condition) {
      throw new IllegalStateException(
          "broken at sequence %d, round %d: a node %s"
              .formatted(turn.sequence(), turn.round, invariant));
    }
  }
}
