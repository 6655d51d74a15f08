package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * What a service's JVM is told beside its own flags when it runs in a devnet.
 *
 * @param processors of this machine
 */
record RunningFlags(AotCaches caches, int processors) {
  /**
   * The optimising compiler of one JVM works for minutes; those of twenty took a third of two
   * processors all the time, and finality took three times as long.
   */
  private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /** Lanes are slower than plain Java without that compiler, and nothing is left to warm up. */
  private static final List<String> VERIFIER_WITHOUT_IT =
      List.of("-Dtimecoin.verifier.lanes=false", "-Dtimecoin.verifier.warm-up=500ms");

  /**
   * The flags of a service that starts now.
   *
   * @param masternodes that run when it does, its own among them; a single one is always fully
   *     optimised
   */
  List<String> of(ServiceKind kind, int masternodes) {
    var flags = new ArrayList<>(caches.runningFlags(kind));
    if (masternodes > 1 && masternodes * 2 > processors) {
      flags.add(QUICK_COMPILER_ONLY);
      if (kind == ServiceKind.VERIFIER) {
        flags.addAll(VERIFIER_WITHOUT_IT);
      }
    }
    return flags;
  }
}
