package io.timecoin.devnet.kafka;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed, one partition after the other, without a group. What is deleted before
 * it could be read fails the reading. Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Without any record; only a broker that went away is silent so long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * A reader of whatever is asked for.
   *
   * @param bootstrap host and port of the broker
   */
  public TopicReader(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) SILENCE.toMillis(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Whether the broker has the topic. */
  public boolean exists(String topic) {
    return consumer.listTopics().containsKey(topic);
  }

  /** All of the partition. */
  public void all(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    consumer.seekToBeginning(List.of(partition));
    toEnd(partition, taker);
  }

  /** What the broker took in at the given moment or later. */
  public void since(
      TopicPartition partition, Instant moment, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, moment.toEpochMilli())).get(partition);
    if (found != null) {
      consumer.seek(partition, found.offset());
      toEnd(partition, taker);
    }
  }

  /** The record at an offset; nothing where it was deleted or never was. */
  public void at(
      TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    OptionalLong first = edge(consumer.beginningOffsets(List.of(partition)).values());
    OptionalLong end = edge(consumer.endOffsets(List.of(partition)).values());
    if (offset >= first.orElse(0) && offset < end.orElse(0)) {
      consumer.seek(partition, offset);
      read(
          partition,
          offset + 1,
          record -> {
            if (record.offset() == offset) {
              taker.accept(record);
            }
          });
    }
  }

  /** The offset that the partition's next record will have. */
  public long end(TopicPartition partition) {
    return edge(consumer.endOffsets(List.of(partition)).values()).orElse(0);
  }

  /** What lies from one offset up to another, without this one. */
  public void between(
      TopicPartition partition,
      long from,
      long to,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    consumer.seek(partition, from);
    read(partition, to, taker);
  }

  /** From an offset on, also what is written meanwhile; ended up to the end of that moment. */
  public void follow(
      TopicPartition partition,
      long from,
      BooleanSupplier goesOn,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    consumer.seek(partition, from);
    while (goesOn.getAsBoolean()) {
      consumer.poll(POLL).forEach(taker);
    }
    toEnd(partition, taker);
  }

  private static OptionalLong edge(Collection<Long> offsets) {
    return offsets.stream().mapToLong(Long::longValue).findAny();
  }

  private void assign(TopicPartition partition) {
    consumer.assign(List.of(partition));
  }

  private void toEnd(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    read(partition, end(partition), taker);
  }

  private void read(
      TopicPartition partition, long end, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    long heard = System.nanoTime();
    while (consumer.position(partition) < end) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new LauncherFailure("Kafka stopped answering while " + partition + " was read");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < end) {
          taker.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
