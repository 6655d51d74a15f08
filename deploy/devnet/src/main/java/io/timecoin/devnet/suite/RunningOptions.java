package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a service of a devnet is started to run. Where several masternodes share few processors,
 * their compilers would take them from the services, and what can be done later from what others
 * wait for.
 *
 * @param processors of this machine
 */
record RunningOptions(AotCaches caches, int processors) {
  /**
   * The optimising compiler of one JVM works for minutes; those of twenty took a third of two
   * processors all the time, and finality took three times as long.
   */
  private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /** Lanes are slower than plain Java without that compiler, and nothing is left to warm up. */
  private static final List<String> VERIFIER_WITHOUT_IT =
      List.of("-Dtimecoin.verifier.lanes=false", "-Dtimecoin.verifier.warm-up=500ms");

  /**
   * The options of services that start now, together.
   *
   * @param masternodes all of the devnet: those that run once these have started decide; a single
   *     one is always fully optimised
   */
  Function<ServiceKind, ProcessOptions> of(
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
   * The options of one service.
   *
   * @param masternodes that run when it does
   */
  ProcessOptions of(ServiceKind kind, int masternodes) {
    if (masternodes == 1 || masternodes * 2 <= processors) {
      return ProcessOptions.ofFlags(caches.runningFlags(kind));
    }
    var flags = new ArrayList<>(caches.runningFlags(kind));
    flags.add(QUICK_COMPILER_ONLY);
    if (kind == ServiceKind.VERIFIER) {
      flags.addAll(VERIFIER_WITHOUT_IT);
    }
    return new ProcessOptions(flags, niceness(kind));
  }

  /**
   * Agreement comes first: every masternode waits for each of its messages. Gateways wait two
   * seconds for a ledger, so it must not stand back as far as a verifier may.
   */
  private static int niceness(ServiceKind kind) {
    return switch (kind) {
      case CONSENSUS -> 0;
      case MEMPOOL -> 3;
      case GATEWAY, LEDGER -> 5;
      case VERIFIER -> 10;
    };
  }
}
