package io.timecoin.kit.health;

import java.util.List;

/** Where a service is between its start and its end. */
public sealed interface Phase {
  /** Not yet able to do its work; each reason is a sentence an operator understands. */
  record Starting(List<String> reasons) implements Phase {
    public Starting {
      reasons = List.copyOf(reasons);
    }
  }

  /** Does its work, or stands by hot. */
  record Warm() implements Phase {}

  /** Finishes what it has begun and takes nothing new. */
  record Draining() implements Phase {}

  /**
   * Does nothing more because it cannot trust itself; neither time nor a restart heals that, a
   * person must look.
   */
  record TakenOut(String reason) implements Phase {}

  /** A bug or a setting stopped it; only a restart helps. */
  record Broken(String reason) implements Phase {}

  /** The phase in one word, for logs and metrics. */
  default String label() {
    return switch (this) {
      case Starting _ -> "starting";
      case Warm _ -> "warm";
      case Draining _ -> "draining";
      case TakenOut _ -> "taken out";
      case Broken _ -> "broken";
    };
  }
}
