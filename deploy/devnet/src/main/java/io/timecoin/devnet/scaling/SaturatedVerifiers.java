package io.timecoin.devnet.scaling;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.cpu.CpuShares;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Verifiers with a limited share of a core each, on a topic that is filled beforehand, and their
 * verdicts counted. The devnet gives broker, build and settings; its own services should be gone.
 */
final class SaturatedVerifiers implements AutoCloseable {
  private static final String PREFIX = "scaling.";

  /** Payments that one core verifies in a second at most: more than any that was measured. */
  private static final double FASTEST_CORE = 60_000;

  /** From limiting to measuring: what was begun without a limit is through. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** What must be left at the end: offsets are acknowledged once a second. */
  private static final Duration IN_RESERVE = Duration.ofSeconds(2);

  /** Of a warm-up. */
  private static final Duration PIECE = Duration.ofSeconds(5);

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** So little that it disturbs nobody, and enough to stay a member of the group. */
  private static final double NEXT_TO_NOTHING = 0.02;

  private final ScalingPlan plan;
  private final CpuShares shares;
  private final long brokerPid;
  private final Progress progress;
  private final Backlog backlog;
  private final VerdictCount verdicts;
  private final Verifiers verifiers;

  /**
   * None yet.
   *
   * @param values of tx.inbound's records
   */
  SaturatedVerifiers(
      Devnet devnet, ScalingPlan plan, List<byte[]> values, CpuShares shares, Progress progress) {
    this.plan = plan;
    this.shares = shares;
    this.brokerPid = devnet.kafka().pid();
    this.progress = progress;
    var topics = new NodeTopics(devnet.kafkaBootstrap(), PREFIX);
    this.backlog = new Backlog(topics, values);
    this.verdicts = new VerdictCount(topics);
    this.verifiers =
        new Verifiers(
            devnet, "scaled", Map.of("timecoin.kafka.prefix", PREFIX), ScalingPlan.ONE_PROCESSOR);
  }

  /** Stops or starts instances until there are so many; new ones run without a limit until warm. */
  void scaleTo(int instances) {
    // A limited process would take long to end in good order.
    verifiers.pids().stream().skip(instances).forEach(shares::lift);
    verifiers.stopDownTo(instances);
    int more = instances - verifiers.count();
    if (more > 0) {
      verifiers.start(more, progress);
      warmUp();
    }
  }

  /** In pieces, so that the topic never has to hold all of it. */
  private void warmUp() {
    long end = System.nanoTime() + plan.warmUp().toNanos();
    while (System.nanoTime() - end < 0) {
      backlog.fill(records(PROCESSORS, PIECE.plus(IN_RESERVE)));
      Waiting.pause(PIECE);
      backlog.forget(verdicts.end());
    }
  }

  /**
   * Measures the instances that run.
   *
   * @param cores that each gets at most
   * @throws LauncherFailure when the topic nearly ran dry
   */
  Window measure(double cores) {
    limit(cores);
    double together = cores * verifiers.count();
    backlog.fill(records(together, plan.window().plus(SETTLING).plus(IN_RESERVE)));
    Waiting.pause(SETTLING);
    return watch(records(together, IN_RESERVE));
  }

  /**
   * Looks at the processes and the topic at both ends of the window.
   *
   * @param reserve records that each partition must still hold at the end
   */
  private Window watch(long reserve) {
    long from = verdicts.end();
    long start = System.nanoTime();
    long cpu = cpuNanos();
    long broker = shares.usedNanos(brokerPid);
    Waiting.pause(plan.window());
    long to = verdicts.end();
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu = cpuNanos() - cpu;
    broker = shares.usedNanos(brokerPid) - broker;
    if (backlog.leastUnread() < reserve) {
      throw new LauncherFailure(
          "tx.inbound ran dry: one core verifies more than %,.0f payments/s"
              .formatted(FASTEST_CORE));
    }
    long count = verdicts.between(from, to);
    backlog.forget(to);
    return new Window(verifiers.count(), seconds, count, cpu, broker);
  }

  private long cpuNanos() {
    return verifiers.pids().stream().mapToLong(shares::usedNanos).sum();
  }

  /** Lets the instances rest while something else is measured. */
  void rest() {
    limit(NEXT_TO_NOTHING);
  }

  private void limit(double cores) {
    verifiers.pids().forEach(pid -> shares.limit(pid, cores));
  }

  /** What each partition must hold so that so many cores do not get through it. */
  private static long records(double cores, Duration time) {
    double payments = FASTEST_CORE * cores * time.toMillis() / 1e3;
    return Math.ceilDiv(
        (long) payments, (long) TopicCatalogue.MAX_VERIFIERS * ScalingPlan.PER_BATCH);
  }

  @Override
  public void close() {
    verifiers.pids().forEach(shares::lift);
    verifiers.close();
    verdicts.close();
    backlog.close();
  }
}
