package io.timecoin.devnet.backends;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** What a fresh devnet broker is asked and told before anyone uses it. */
final class BrokerAdministration {
  private static final String TRANSACTION_LOG = "__transaction_state";

  /** Kafka's own for this topic, and the flush. */
  private static final Map<String, String> TRANSACTION_LOG_SETTINGS =
      Map.ofEntries(
          Map.entry("cleanup.policy", "compact"),
          Map.entry("compression.type", "uncompressed"),
          Map.entry("unclean.leader.election.enable", "false"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("segment.bytes", Integer.toString(BrokerConfiguration.SEGMENT_BYTES)),
          Map.entry("flush.messages", "1"));

  private static final int CONNECT_MILLIS = 200;
  private static final int ANSWER_MILLIS = 5_000;

  private final int port;

  BrokerAdministration(int port) {
    this.port = port;
  }

  /**
   * Returns when the broker answered and its transaction log exists.
   *
   * <p>The broker would create that log at the first transaction without {@code flush.messages},
   * and with one replica a power cut could then take back a decision already told. It has no
   * setting for this one topic, so the topic is created here, before any producer.
   */
  void prepare() throws Exception {
    // The client would retry a closed port with back-off and warnings: ask the port first.
    try (var socket = new Socket()) {
      socket.connect(Loopback.at(port), CONNECT_MILLIS);
    }
    try (Admin admin = Admin.create(settings())) {
      if (!admin.listTopics(internalToo()).names().get().contains(TRANSACTION_LOG)) {
        createTransactionLog(admin);
      }
    }
  }

  private static ListTopicsOptions internalToo() {
    return new ListTopicsOptions().listInternal(true);
  }

  private static void createTransactionLog(Admin admin) throws Exception {
    var topic =
        new NewTopic(TRANSACTION_LOG, BrokerConfiguration.TRANSACTION_LOG_PARTITIONS, (short) 1)
            .configs(TRANSACTION_LOG_SETTINGS);
    try {
      admin.createTopics(List.of(topic)).all().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private Map<String, Object> settings() {
    return Map.ofEntries(
        Map.entry(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port),
        Map.entry(AdminClientConfig.CLIENT_ID_CONFIG, "devnet-start"),
        Map.entry(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS),
        Map.entry(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS),
        Map.entry(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
  }
}
