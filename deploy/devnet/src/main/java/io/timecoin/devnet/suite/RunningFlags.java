package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

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
   * The flags of services that start now, together.
   *
   * @param masternodes all of the devnet: those that run once these have started decide; a single
   *     one is always fully optimised
   */
  Function<ServiceKind, List<String>> of(
      List<Masternode> masternodes, Collection<ServiceProcess> starting) {
    int running =
        running(
            masternodes.stream().map(Masternode::services).toList(),
            starting,
            ServiceProcess::isAlive);
    return kind -> of(kind, running);
  }

  /** Of how many of these something starts now or runs already. */
  static <S> int running(List<List<S>> masternodes, Collection<S> starting, Predicate<S> isAlive) {
    return (int)
        masternodes.stream()
            .filter(
                services ->
                    services.stream()
                        .anyMatch(service -> starting.contains(service) || isAlive.test(service)))
            .count();
  }

  /**
   * The flags of one service.
   *
   * @param masternodes that run when it does
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
