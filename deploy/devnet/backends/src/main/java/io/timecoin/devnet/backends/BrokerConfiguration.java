package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The devnet broker's {@code server.properties}: one node that is broker and controller, on
 * 127.0.0.1 only.
 */
final class BrokerConfiguration {
  /** Largest record that carries bodies, 8 MiB, and room for the batch around it. */
  static final int MAX_MESSAGE_BYTES = 9 * 1024 * 1024;

  /** Small enough that retention and recovery work. */
  static final int SEGMENT_BYTES = 64 * 1024 * 1024;

  /** The transaction log's partitions: one coordinator, few transactional ids. */
  static final int TRANSACTION_LOG_PARTITIONS = 4;

  private final Map<String, Object> entries = new LinkedHashMap<>();

  BrokerConfiguration(Path data, int port, int controllerPort) {
    network(port, controllerPort);
    entries.put("log.dirs", data);
    topics();
    internalTopics();
    groups();
  }

  private void network(int port, int controllerPort) {
    entries.put("process.roles", "broker,controller");
    entries.put("node.id", 1);
    entries.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    entries.put(
        "listeners",
        "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    entries.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
    entries.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    entries.put("inter.broker.listener.name", "BROKER");
    entries.put("controller.listener.names", "CONTROLLER");
    // How long a killed broker blocks its own return; the default of 9 s is for clusters.
    entries.put("broker.session.timeout.ms", 4_000);
    entries.put("broker.heartbeat.interval.ms", 1_000);
    entries.put("num.network.threads", 2);
    entries.put("num.io.threads", 4);
  }

  private void topics() {
    entries.put("auto.create.topics.enable", false);
    entries.put("num.partitions", 1);
    entries.put("default.replication.factor", 1);
    entries.put("min.insync.replicas", 1);
    entries.put("message.max.bytes", MAX_MESSAGE_BYTES);
    entries.put("replica.fetch.max.bytes", MAX_MESSAGE_BYTES);
    entries.put("log.segment.bytes", SEGMENT_BYTES);
    // The compactor's buffer is taken from the heap at start; its default is a quarter of ours.
    entries.put("log.cleaner.dedupe.buffer.size", 16 * 1024 * 1024);
    entries.put("log.retention.check.interval.ms", 30_000);
  }

  private void internalTopics() {
    entries.put("offsets.topic.num.partitions", 8);
    entries.put("offsets.topic.replication.factor", 1);
    entries.put("transaction.state.log.num.partitions", TRANSACTION_LOG_PARTITIONS);
    entries.put("transaction.state.log.replication.factor", 1);
    entries.put("transaction.state.log.min.isr", 1);
    entries.put("transaction.state.log.segment.bytes", SEGMENT_BYTES);
    entries.put("share.coordinator.state.topic.num.partitions", 1);
    entries.put("share.coordinator.state.topic.replication.factor", 1);
    entries.put("share.coordinator.state.topic.min.isr", 1);
    // A writer that begins again at once finds its last transaction still being completed; the
    // broker then looks again, by default only after 20 ms, which every vote would wait.
    entries.put("add.partitions.to.txn.retry.backoff.ms", 1);
    entries.put("transaction.max.timeout.ms", 60_000);
    // A vanished transactional writer must not hold back read_committed readers for long.
    entries.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
  }

  private void groups() {
    entries.put("group.initial.rebalance.delay.ms", 0);
    // The leases (classic protocol) want sessions of 6 s.
    entries.put("group.min.session.timeout.ms", 3_000);
    // The verifiers' group (consumer protocol): whoever gives partitions up and whoever gets them
    // hear of it with their next heartbeats, and what waits there waits for both.
    entries.put("group.consumer.session.timeout.ms", 6_000);
    entries.put("group.consumer.min.session.timeout.ms", 3_000);
    entries.put("group.consumer.heartbeat.interval.ms", 150);
    entries.put("group.consumer.min.heartbeat.interval.ms", 150);
  }

  String text() {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue().toString()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }
}
