package io.timecoin.consensus.core;

import io.timecoin.protocol.crypto.PublicKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was served and asked for lately, so that nobody makes this node send a microblock, or ask
 * for one, more than once per {@link #PAUSE_MILLIS}. Immutable.
 *
 * @param servedAtMillis per member
 * @param askedAtMillis 0 before the first time
 */
record CatchUp(Map<PublicKey, Long> servedAtMillis, long askedAtMillis) {
  static final CatchUp NONE = new CatchUp(Map.of(), 0);

  /** Milliseconds; as often as members repeat what they say at the least base. */
  static final long PAUSE_MILLIS = 1_000;

  /** Tells a member what was decided (PROTOCOL §6.8). */
  static void serve(Turn turn, PublicKey member, long sequence) {
    var served = turn.catchUp.servedAtMillis;
    if (hasPassed(turn.nowMillis, served.getOrDefault(member, 0L))) {
      var changed = new TreeMap<>(served);
      changed.put(member, turn.nowMillis);
      turn.catchUp = new CatchUp(Collections.unmodifiableMap(changed), turn.catchUp.askedAtMillis);
      turn.effect(new Effect.ServeDecided(member, sequence));
    }
  }

  /** Asks for what others have decided up to this sequence (PROTOCOL §6.10). */
  static void ask(Turn turn, long lastSequence) {
    if (hasPassed(turn.nowMillis, turn.catchUp.askedAtMillis)) {
      turn.catchUp = new CatchUp(turn.catchUp.servedAtMillis, turn.nowMillis);
      turn.effect(new Effect.FetchRange(turn.sequence(), lastSequence));
    }
  }

  /** A clock that was set back counts as one that has gone on. */
  private static boolean hasPassed(long nowMillis, long sinceMillis) {
    return nowMillis < sinceMillis || nowMillis - sinceMillis >= PAUSE_MILLIS;
  }
}
