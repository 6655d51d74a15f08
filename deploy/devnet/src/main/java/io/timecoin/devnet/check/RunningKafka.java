package io.timecoin.devnet.check;

import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks a running devnet's broker what the services need: to make a topic, to write to it in a
 * transaction, to delete it; and compares the broker's clock with this machine's.
 */
final class RunningKafka {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private final String bootstrap;

  RunningKafka(DevnetFolder folder) {
    this.bootstrap = "127.0.0.1:" + DevnetPorts.plan(folder).kafka();
  }

  List<Finding> check() {
    var findings = new ArrayList<Finding>();
    String topic = "timecoin-check-" + UUID.randomUUID();
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      var wanted =
          new NewTopic(topic, 1, (short) 1)
              .configs(Map.of("message.timestamp.type", "LogAppendTime"));
      admin.createTopics(List.of(wanted)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      try {
        findings.add(clock(write(topic)));
        findings.add(
            new Finding(true, "Kafka", "topics and transactions are permitted at " + bootstrap));
      } finally {
        admin.deleteTopics(List.of(topic)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      findings.add(
          new Finding(false, "Kafka", bootstrap + " refuses: " + e.getCause().getMessage()));
    } catch (TimeoutException e) {
      findings.add(new Finding(false, "Kafka", bootstrap + " does not answer"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.add(new Finding(false, "Kafka", "interrupted"));
    }
    return findings;
  }

  /** The broker's time in milliseconds, from the record it stamped. */
  private long write(String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            topic,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            (int) LIMIT.toMillis());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var sent = producer.send(new ProducerRecord<>(topic, new byte[] {1}));
      producer.commitTransaction();
      return sent.get(LIMIT.toSeconds(), TimeUnit.SECONDS).timestamp();
    }
  }

  private static Finding clock(long brokerMillis) {
    long apart = Math.abs(System.currentTimeMillis() - brokerMillis);
    return new Finding(
        apart <= CLOCK_TOLERANCE.toMillis(),
        "clocks",
        "broker and this machine are %d ms apart (at most %d ms)"
            .formatted(apart, CLOCK_TOLERANCE.toMillis()));
  }
}
