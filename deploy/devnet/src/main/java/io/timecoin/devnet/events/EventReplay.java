package io.timecoin.devnet.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes public events of the past to a topic of one's own, as the ledger has them: keys and values
 * byte for byte those of the live topic, with its partitions, so that each key's order is the same.
 */
public final class EventReplay {
  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(30).toMillis();
  private static final HexFormat HEX = HexFormat.of();
  private static final int NOTICE = 100_000;

  private final GatewayClient gateway;
  private final NodeTopics topics;
  private final Topic source;
  private final Progress progress;

  /**
   * A replay of one public topic.
   *
   * @param gateway serves the ledger's events
   * @param topics of the node, on whose broker the target is
   */
  public EventReplay(GatewayClient gateway, NodeTopics topics, Topic source, Progress progress) {
    this.gateway = gateway;
    this.topics = topics;
    this.source = source;
    this.progress = progress;
  }

  /**
   * What was replayed.
   *
   * @param next the first sequence that is not in it
   */
  public record Report(String source, String target, long events, long from, long next) {
    public String text() {
      return "%,d events of %s replayed to %s, from sequence %d up to %d"
          .formatted(events, source, target, from, next - 1);
    }
  }

  /**
   * Replays the events of sequences {@code from} to {@code until}.
   *
   * @param until without it all that the ledger holds now
   * @param target is made where it is missing; must hold nothing, or the replay would be in it
   *     twice
   * @throws LauncherFailure if it cannot be done, or broke off: the target then has a part
   */
  public Report to(String target, long from, OptionalLong until) {
    long held = gateway.call("getblockchaininfo").path("sequence").asLong();
    long last = until.orElse(held);
    if (last > held) {
      throw new LauncherFailure("the ledger ends at sequence " + held);
    }
    try {
      prepare(target);
      return replay(target, from, last);
    } catch (KafkaException e) {
      throw new LauncherFailure("Kafka at %s: %s".formatted(topics.bootstrap(), e.getMessage()), e);
    }
  }

  private void prepare(String target) {
    if (TopicCatalogue.byFullName(topics.prefix(), target).isPresent()) {
      throw new LauncherFailure(target + " is one of the node's own; name a topic of yours");
    }
    try (Admin admin = Admin.create(clientSettings())) {
      Optional<Integer> partitions = partitions(admin, target);
      if (partitions.isEmpty()) {
        var topic = new NewTopic(target, Optional.of(source.partitions()), Optional.empty());
        admin
            .createTopics(
                List.of(
                    topic.configs(
                        Map.of(
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(source.maxMessageBytes())))))
            .all()
            .get();
        progress.say("topic %s is made".formatted(target));
      } else if (holdsRecords(admin, target, partitions.get())) {
        throw new LauncherFailure(target + " holds records already; name an empty or a new topic");
      }
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Optional<Integer> partitions(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    try {
      var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
      return Optional.of(described.get(topic).partitions().size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean holdsRecords(Admin admin, String topic, int partitions)
      throws InterruptedException, ExecutionException {
    for (int partition = 0; partition < partitions; partition++) {
      var place = new TopicPartition(topic, partition);
      if (offset(admin, place, OffsetSpec.earliest()) < offset(admin, place, OffsetSpec.latest())) {
        return true;
      }
    }
    return false;
  }

  private static long offset(Admin admin, TopicPartition place, OffsetSpec which)
      throws InterruptedException, ExecutionException {
    ListOffsetsResultInfo found =
        admin.listOffsets(Map.of(place, which)).partitionResult(place).get();
    return found.offset();
  }

  private Report replay(String target, long from, long last) {
    long events = 0;
    long sequence = from;
    int index = 0;
    var failure = new AtomicReference<Exception>();
    try (var producer = producer()) {
      while (sequence <= last) {
        JsonNode page = page(sequence, index);
        if (page.path("events").isEmpty()) {
          break;
        }
        for (JsonNode event : page.path("events")) {
          if (event.path("sequence").asLong() <= last) {
            send(producer, target, event, failure);
            if (++events % NOTICE == 0) {
              progress.say("%,d events, sequence %d".formatted(events, sequence));
            }
          }
        }
        sequence = page.path("next").path("from").asLong();
        index = page.path("next").path("index").asInt();
      }
      producer.flush();
    }
    brokenOff(failure.get());
    return new Report(source.topicName(), target, events, from, last + 1);
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      String target,
      JsonNode event,
      AtomicReference<Exception> failure) {
    brokenOff(failure.get());
    var unused =
        producer.send(
            new ProducerRecord<>(
                target,
                HEX.parseHex(event.path("key").asText()),
                HEX.parseHex(event.path("value").asText())),
            (_, e) -> failure.compareAndSet(null, e));
  }

  private static void brokenOff(Exception failure) {
    if (failure != null) {
      throw new LauncherFailure("the replay broke off: " + failure.getMessage(), failure);
    }
  }

  private JsonNode page(long from, int index) {
    GatewayClient.Answer answer = gateway.events(source.topicName(), from, index);
    if (answer.status() != 200) {
      throw new LauncherFailure(
          "the node does not serve events from sequence %d on: %s"
              .formatted(from, answer.body().path("detail").asText("status " + answer.status())));
    }
    return answer.body();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    var settings = clientSettings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, source.maxMessageBytes());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * LIMIT_MILLIS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> clientSettings() {
    return new HashMap<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            topics.bootstrap(),
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            LIMIT_MILLIS));
  }

  private static LauncherFailure interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LauncherFailure("interrupted", cause);
  }
}
