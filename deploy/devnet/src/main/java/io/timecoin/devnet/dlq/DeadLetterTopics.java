package io.timecoin.devnet.dlq;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of one node: what lies there, and the way back.
 *
 * @param bootstrap host and port of the broker
 * @param prefix of the node's topics
 */
public record DeadLetterTopics(String bootstrap, String prefix) {
  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
  private static final int LARGEST =
      Arrays.stream(Topic.values()).mapToInt(Topic::maxMessageBytes).max().orElseThrow();

  /**
   * Only their one writer may write them: it fences all others, and readers believe the order
   * (PROTOCOL §6.7); of public topics, applications do.
   */
  private static final Set<Topic> GUARDED =
      Arrays.stream(Topic.values())
          .filter(topic -> topic == Topic.CONSENSUS_OUTBOUND || topic.isPublic())
          .collect(Collectors.toUnmodifiableSet());

  /** Topics whose records can become dead letters, in route order. */
  public static List<Topic> sources() {
    return Arrays.stream(Topic.values()).filter(Topic::hasDeadLetter).toList();
  }

  /**
   * The topic that a user means: a source's name, with or without {@code .dlq}, with or without the
   * prefix.
   *
   * @throws LauncherFailure if there is none
   */
  public Topic source(String name) {
    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    String source = bare.endsWith(".dlq") ? bare.substring(0, bare.length() - 4) : bare;
    return sources().stream()
        .filter(topic -> topic.topicName().equals(source))
        .findAny()
        .orElseThrow(
            () ->
                new LauncherFailure(
                    "\"%s\" has no dead letters; there are those of %s"
                        .formatted(
                            name,
                            sources().stream()
                                .map(Topic::topicName)
                                .collect(Collectors.joining(", ")))));
  }

  /** All dead letters of the topics, oldest first within each. */
  public List<StoredLetter> list(List<Topic> topics) {
    var letters = new ArrayList<StoredLetter>();
    reading(
        reader -> {
          for (Topic source : topics) {
            if (reader.exists(source.deadLetter().fullName(prefix))) {
              reader.all(partition(source), record -> letters.add(parse(source, record)));
            }
          }
        });
    return letters;
  }

  /**
   * The dead letter at an offset of the topic's dead letters.
   *
   * @throws LauncherFailure if there is none
   */
  public StoredLetter find(Topic source, long offset) {
    var found = new AtomicReference<StoredLetter>();
    reading(
        reader -> {
          if (reader.exists(source.deadLetter().fullName(prefix))) {
            reader.at(partition(source), offset, record -> found.set(parse(source, record)));
          }
        });
    return Optional.ofNullable(found.get())
        .orElseThrow(
            () ->
                new LauncherFailure(
                    "%s has nothing at offset %d; `dlq list %s` shows what there is"
                        .formatted(source.deadLetter().topicName(), offset, source.topicName())));
  }

  /**
   * Writes the letters' records back to their topic, one after the other; one that went back before
   * is left alone.
   *
   * @throws LauncherFailure if only the topic's own writer may write it
   */
  public List<Replay> replay(Topic source, List<StoredLetter> letters) {
    if (GUARDED.contains(source)) {
      throw new LauncherFailure(
          "%s is written by its one service alone: nothing is replayed to it; restart the service"
                  .formatted(source.topicName())
              + " that put the record aside, it reads the topic again");
    }
    if (letters.isEmpty()) {
      return List.of();
    }
    Map<String, Replay.WrittenBefore> before = writtenBefore(letters);
    var replays = new ArrayList<Replay>();
    try (var producer = producer()) {
      for (StoredLetter letter : letters) {
        Replay.WrittenBefore known = before.get(letter.place());
        replays.add(known == null ? write(producer, letter) : known);
      }
    }
    return replays;
  }

  private Replay write(KafkaProducer<byte[], byte[]> producer, StoredLetter letter) {
    try {
      RecordMetadata written = producer.send(ReplayedRecord.of(letter, prefix)).get();
      return new Replay.Written(letter, written.partition(), written.offset());
    } catch (ExecutionException e) {
      throw new LauncherFailure(
          "%s could not be replayed: %s".formatted(letter.place(), e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }

  /** Replays that the source topic holds already, by the letter's place. */
  private Map<String, Replay.WrittenBefore> writtenBefore(List<StoredLetter> letters) {
    var byPlace = letters.stream().collect(Collectors.toMap(StoredLetter::place, each -> each));
    // No replay is older than its letter; by topic and partition the oldest letter decides.
    Map<TopicPartition, Instant> oldest = new LinkedHashMap<>();
    for (StoredLetter each : letters) {
      oldest.merge(
          new TopicPartition(each.source().fullName(prefix), each.letter().getPartition()),
          each.at(),
          (one, other) -> one.isBefore(other) ? one : other);
    }
    var before = new LinkedHashMap<String, Replay.WrittenBefore>();
    reading(
        reader ->
            oldest.forEach(
                (partition, since) ->
                    reader.since(
                        partition,
                        since,
                        record ->
                            ReplayedRecord.mark(record)
                                .filter(byPlace::containsKey)
                                .ifPresent(
                                    place ->
                                        before.put(
                                            place,
                                            new Replay.WrittenBefore(
                                                byPlace.get(place),
                                                record.partition(),
                                                record.offset()))))));
    return before;
  }

  private TopicPartition partition(Topic source) {
    return new TopicPartition(source.deadLetter().fullName(prefix), 0);
  }

  private static StoredLetter parse(Topic source, ConsumerRecord<byte[], byte[]> record) {
    try {
      DeadLetter letter =
          record.value() == null
              ? DeadLetter.getDefaultInstance()
              : DeadLetter.parseFrom(record.value());
      return new StoredLetter(
          source, record.offset(), Instant.ofEpochMilli(record.timestamp()), letter);
    } catch (InvalidProtocolBufferException e) {
      throw new LauncherFailure(
          "offset %d of %s is no dead letter: %s"
              .formatted(record.offset(), record.topic(), e.getMessage()),
          e);
    }
  }

  private void reading(Consumer<TopicReader> work) {
    try (var reader = new TopicReader(bootstrap)) {
      work.accept(reader);
    } catch (KafkaException e) {
      throw new LauncherFailure("Kafka at %s: %s".formatted(bootstrap, e.getMessage()), e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            (long) LIMIT_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            LIMIT_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            LIMIT_MILLIS,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
