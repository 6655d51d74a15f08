package io.timecoin.devnet.dlq;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads one partition up to its present end, without a group. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Without any record; only a broker that went away is silent so long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Whether the broker has the topic. */
  boolean exists(String topic) {
    return consumer.listTopics().containsKey(topic);
  }

  /** All of the partition. */
  void all(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    assign(partition);
    consumer.seekToBeginning(List.of(partition));
    toEnd(partition, taker);
  }

  /** What the broker took in at the given moment or later. */
  void since(
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
  void at(TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
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

  private static OptionalLong edge(Collection<Long> offsets) {
    return offsets.stream().mapToLong(Long::longValue).findAny();
  }

  private void assign(TopicPartition partition) {
    consumer.assign(List.of(partition));
  }

  private void toEnd(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    long end = edge(consumer.endOffsets(List.of(partition)).values()).orElse(0);
    read(partition, end, taker);
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
