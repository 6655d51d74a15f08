package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * What a service's JVM is told beside its own flags when it runs in a devnet.
 *
 * @param crowded whether there are too few processors for all JVMs that compile at once
 */
record RunningFlags(AotCaches caches, boolean crowded) {
  /**
   * The optimising compiler of one JVM works for minutes; those of twenty took a third of two
   * processors all the time, and finality took three times as long.
   */
  private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /** Of a devnet with so many masternodes. A single one is always fully optimised. */
  static RunningFlags of(AotCaches caches, int masternodes, int processors) {
    return new RunningFlags(caches, masternodes > 1 && masternodes * 2 > processors);
  }

  List<String> of(ServiceKind kind) {
    var flags = new ArrayList<>(caches.runningFlags(kind));
    if (crowded) {
      flags.add(QUICK_COMPILER_ONLY);
    }
    return flags;
  }
}
