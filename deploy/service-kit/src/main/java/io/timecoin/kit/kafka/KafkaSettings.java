package io.timecoin.kit.kafka;

import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.topics.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The settings of every plain Kafka client, by purpose. Whatever decides about delivery, order or
 * latency is written here and nothing of it left to a default (ARCHITECTURE, "Kafka, exactly").
 * Sizes come from the topic catalogue. Maps are fresh and may be changed by the caller.
 */
@Singleton
public final class KafkaSettings {
  /** The largest request of any producer here: the largest record of the catalogue. */
  public static final int LARGEST_REQUEST_BYTES =
      Arrays.stream(Topic.values()).mapToInt(Topic::maxMessageBytes).max().orElseThrow();

  static final Duration LEASE_SESSION = Duration.ofSeconds(6);

  /**
   * A standby hears of a lease that was given up with its next heartbeat, so this bounds how long a
   * graceful hand-over takes (ARCHITECTURE: 1 s).
   */
  static final Duration LEASE_HEARTBEAT = Duration.ofMillis(500);

  /** ARCHITECTURE, "Kafka, exactly": the most for what is bulk. */
  private static final Duration BULK_LINGER = Duration.ofMillis(5);

  private static final int PRODUCER_MEMORY_BYTES = 32 << 20;
  private static final int FETCH_BYTES = 16 << 20;
  private static final int FETCH_PARTITION_BYTES = 8 << 20;
  private static final int LARGEST_POLL_RECORDS = 500;

  private final String bootstrapServers;
  private final String prefix;
  private final String instance;

  @Inject
  public KafkaSettings(NodeConfig config) {
    this(config.kafka().bootstrapServers(), config.kafka().prefix(), config.instance());
  }

  /** Settings without configuration, for tests and tools. */
  public KafkaSettings(String bootstrapServers, String prefix, String instance) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.instance = instance;
  }

  /** host:port list of the brokers. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  public String prefix() {
    return prefix;
  }

  /** Stable name of this instance. */
  public String instance() {
    return instance;
  }

  /** The topic's name on this node's cluster. */
  public String name(Topic topic) {
    return topic.fullName(prefix);
  }

  /** A name of this node: group, transactional id. */
  public String prefixed(String name) {
    return prefix + name;
  }

  /**
   * A producer for what must arrive in order and at once: votes, statuses, journals, answers. Sends
   * without lingering; a send fails after ten seconds without an acknowledgment.
   *
   * @param role names the client among those of this instance
   */
  public Map<String, Object> durableProducer(String role) {
    return producer(role, Duration.ZERO, "lz4", 64 * 1024);
  }

  /**
   * A durable producer of transactions. Initialising it fences every older one of the same id.
   *
   * @param id transactional id without prefix
   * @param timeout after which the broker aborts an open transaction by itself
   */
  public Map<String, Object> transactionalProducer(String id, Duration timeout) {
    return transactional(durableProducer(id), id, timeout);
  }

  /**
   * The same for transactions of thousands of small public records: they wait for each other, and
   * so fill large batches, until the commit, which ends the waiting.
   */
  public Map<String, Object> transactionalBulkProducer(String id, Duration timeout) {
    return transactional(producer(id, BULK_LINGER, "zstd", 128 * 1024), id, timeout);
  }

  private Map<String, Object> transactional(
      Map<String, Object> settings, String id, Duration timeout) {
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefixed(id));
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(timeout.toMillis()));
    return settings;
  }

  /**
   * A consumer of assigned partitions, without a group. It never decides by itself where to go on:
   * a position out of range is an exception that the reader handles.
   */
  public Map<String, Object> assignedReader(String role) {
    return consumer(role, "none");
  }

  /**
   * A member of a consumer group of the new protocol. Offsets are acknowledged explicitly; a group
   * without offsets begins at the start of the topics.
   *
   * @param group without prefix
   */
  public Map<String, Object> groupReader(String role, String group) {
    Map<String, Object> settings = consumer(role, "earliest");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, prefixed(group));
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    return settings;
  }

  /**
   * A static member of a lease's group. Classic protocol, because only there the member chooses the
   * session's length; sticky and cooperative, so that a standby that comes or goes never takes the
   * lease from its holder, not even for a moment.
   */
  Map<String, Object> leaseMember(Topic lease, String leaseInstance) {
    Map<String, Object> settings = consumer(lease.topicName(), "latest");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, name(lease));
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, leaseInstance);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) LEASE_SESSION.toMillis());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) LEASE_HEARTBEAT.toMillis());
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return settings;
  }

  /** An administrator with short deadlines; callers retry. */
  public Map<String, Object> admin(String role) {
    Map<String, Object> settings = common(role);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  private Map<String, Object> producer(
      String role, Duration linger, String compression, int batchBytes) {
    Map<String, Object> settings = common(role);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // Idempotence keeps the order with up to five.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) linger.toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) PRODUCER_MEMORY_BYTES);
    return settings;
  }

  private Map<String, Object> consumer(String role, String offsetReset) {
    Map<String, Object> settings = common(role);
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offsetReset);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    // A larger record still arrives, alone.
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_PARTITION_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGEST_POLL_RECORDS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  private Map<String, Object> common(String role) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, prefix + instance + "-" + role);
    // With the defaults a client needs up to 58 s to notice that its broker is back (measured).
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50L);
    settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000L);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000L);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000L);
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "rebootstrap");
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  /** The settings as they may be shown: there is no secret in them. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers + ", prefix " + prefix + ", instance " + instance;
  }
}
