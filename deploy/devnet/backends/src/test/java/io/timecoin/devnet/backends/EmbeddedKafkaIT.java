package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final int LARGEST_RECORD = 8 * 1024 * 1024;

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka =
        EmbeddedKafka.start(
            new EmbeddedKafka.Settings(folder, 0, 0, BrokerLibraries.findOrBuild()));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theLargestRecordSurvivesStopAndKill() throws Exception {
    create("survivor", Map.of("max.message.bytes", Integer.toString(LARGEST_RECORD + 65_536)));
    var value = new byte[LARGEST_RECORD];
    Arrays.fill(value, (byte) 7);
    send("survivor", value);
    int port = kafka.port();

    kafka.stop(Duration.ofSeconds(30));
    assertThat(kafka.isAlive()).isFalse();
    kafka.restart();
    kafka.kill();
    kafka.restart();

    assertThat(kafka.port()).isEqualTo(port);
    assertThat(read("survivor")).isEqualTo(value);
  }

  @Test
  void transactionsWorkAndTheirLogIsFlushedPerMessage() throws Exception {
    create("transactional", Map.of());
    try (var producer = producer(Map.of("transactional.id", "one"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>("transactional", new byte[] {1}));
      producer.commitTransaction();
    }

    assertThat(setting("__transaction_state", "flush.messages")).isEqualTo("1");
    assertThat(setting("__transaction_state", "cleanup.policy")).isEqualTo("compact");
    assertThat(read("transactional")).containsExactly(1);
  }

  @Test
  void unknownTopicsAreNotCreated() {
    try (var producer = producer(Map.of("max.block.ms", 1_000))) {
      assertThatThrownBy(
              () ->
                  producer
                      .send(new ProducerRecord<>("nobody-made-me", new byte[1]))
                      .get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var listener = new ServerSocket()) {
      int port = FreePorts.ofThisMachine().pick();
      listener.bind(Loopback.at(port), 1);
      var settings =
          new EmbeddedKafka.Settings(folder.resolve("other"), port, 0, BrokerLibraries.find());

      assertThatThrownBy(() -> EmbeddedKafka.start(settings))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining("port " + port);
    }
  }

  private static void create(String topic, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(client())) {
      var wanted = new NewTopic(topic, 1, (short) 1).configs(settings);
      admin.createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static String setting(String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(client())) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(30, TimeUnit.SECONDS)
          .get(resource)
          .get(name)
          .value();
    }
  }

  private static void send(String topic, byte[] value) throws Exception {
    try (var producer = producer(Map.of("max.request.size", LARGEST_RECORD + 65_536))) {
      producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static byte[] read(String topic) {
    var settings = new HashMap<>(client());
    settings.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(30));
      return records.iterator().next().value();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    var settings = new HashMap<>(client());
    settings.put("acks", "all");
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
