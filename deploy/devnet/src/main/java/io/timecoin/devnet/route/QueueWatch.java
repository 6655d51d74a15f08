package io.timecoin.devnet.route;

import io.timecoin.devnet.kafka.GroupLag;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at all queues of the first masternode at a steady pace: in payments where the services'
 * counters before and after a queue tell how many are in it, and Kafka's own lag beside. A look
 * takes some milliseconds of each service. Started when nothing is under way.
 */
final class QueueWatch implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);

  /** Outcomes by which the mempool has read a payment from tx.verified. */
  private static final List<String> READ = List.of("accepted", "known", "rejected", "orphaned");

  private final Masternode masternode;
  private final NodeTopics topics;
  private final Fates fates;
  private final Admin admin;
  private final Map<Queue, Trend> trends = new EnumMap<>(Queue.class);
  private final Counters base;
  private volatile boolean closing;
  private final long begin = System.nanoTime();
  private final Thread thread = Thread.ofPlatform().name("queues").daemon().unstarted(this::watch);

  /** Payments that have passed each place since the services' start, and what waits by gauges. */
  private record Counters(
      double verified,
      double read,
      double finals,
      double applied,
      double pool,
      double publisherLag,
      double batches) {}

  private QueueWatch(Devnet devnet, Fates fates) {
    this.masternode = devnet.masternode();
    this.topics = new NodeTopics(devnet.kafkaBootstrap(), devnet.kafkaPrefix());
    this.fates = fates;
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap()));
    for (Queue queue : Queue.values()) {
      trends.put(queue, new Trend());
    }
    this.base = counters();
  }

  static QueueWatch start(Devnet devnet, Fates fates) {
    var watch = new QueueWatch(devnet, fates);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PACE);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The look that is interrupted by the end is no finding.
      if (!closing) {
        throw e;
      }
    }
  }

  private void look() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    // Against the direction of the route: what moves on meanwhile is not counted twice.
    Counters now = counters();
    double verified = now.verified - base.verified;
    double read = now.read - base.read;
    add(Queue.PUBLISHER, seconds, now.publisherLag);
    add(Queue.LEDGER, seconds, now.finals - base.finals - (now.applied - base.applied));
    add(Queue.POOL, seconds, now.pool);
    add(Queue.TX_VERIFIED, seconds, verified - read);
    add(Queue.VERIFIER_BATCHES, seconds, now.batches);
    int acknowledged = fates.acknowledged();
    add(Queue.TX_INBOUND, seconds, acknowledged - verified);
    add(Queue.REQUESTS, seconds, fates.sent() - acknowledged);
    add(Queue.VERIFIER_LAG, seconds, lag("verifier", topics.partitions(Topic.TX_INBOUND)));
    add(
        Queue.PUBLISHER_LAG,
        seconds,
        lag("ledger-publisher", topics.partitions(Topic.CHAIN_MICROBLOCKS)));
  }

  private void add(Queue queue, double seconds, double value) {
    trends.get(queue).add(seconds, Math.max(0, value));
  }

  private double lag(String group, List<TopicPartition> partitions) {
    return new GroupLag(admin, topics.prefix() + group)
        .unread(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  private Counters counters() {
    ServiceMetrics ledger = metrics(ServiceKind.LEDGER).getFirst();
    ServiceMetrics mempool = metrics(ServiceKind.MEMPOOL).getFirst();
    List<ServiceMetrics> verifiers = metrics(ServiceKind.VERIFIER);
    return new Counters(
        verifiers.stream()
            .mapToDouble(each -> each.sum("timecoin_verifier_transactions_total"))
            .sum(),
        mempool.sum(
            "timecoin_mempool_outcomes_total",
            sample -> READ.stream().anyMatch(sample::hasOutcome)),
        mempool.sum("timecoin_mempool_outcomes_total", sample -> sample.hasOutcome("final")),
        ledger.sum("timecoin_ledger_payments_total"),
        mempool.sum("timecoin_mempool_transactions"),
        ledger.sum("timecoin_ledger_publisher_lag_sequences"),
        verifiers.stream()
            .mapToDouble(each -> each.sum("timecoin_verifier_inflight_batches"))
            .sum());
  }

  private List<ServiceMetrics> metrics(ServiceKind kind) {
    return masternode.services(kind).stream()
        .map(ServiceProcess::port)
        .map(ServiceMetrics::ask)
        .toList();
  }

  /** How each queue was since the start. */
  List<QueueGrowth> growth() {
    return trends.entrySet().stream()
        .map(entry -> QueueGrowth.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    admin.close(Duration.ZERO);
  }
}
