package io.timecoin.devnet.route;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts payments in chain.transactions, where the ledger publishes what PostgreSQL holds. Reads
 * only after a measurement: while one runs it costs nothing.
 */
final class LedgerCount implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final NodeTopics topics;
  private final TopicReader reader;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * What the ledger has of a load.
   *
   * @param payments different ones
   * @param again how often one was published once more
   * @param inWindow of the payments, those that the broker took in during the window
   */
  record Count(int payments, int again, int inWindow) {}

  /** Remembers where the topic ends now: what comes later is counted. */
  LedgerCount(NodeTopics topics) {
    this.topics = topics;
    this.reader = topics.reader();
    topics
        .partitions(Topic.CHAIN_TRANSACTIONS)
        .forEach(partition -> next.put(partition, reader.end(partition)));
  }

  /**
   * Reads until so many payments of the load are there, or a minute has passed.
   *
   * @param fromMillis the window's start, Unix milliseconds
   * @param toMillis its end
   */
  Count await(SignedLoad load, int finals, long fromMillis, long toMillis) {
    var seen = new BitSet(load.size());
    var tally =
        new Object() {
          int again;
          int inWindow;
        };
    long begin = System.nanoTime();
    while (true) {
      read(
          record -> {
            OptionalInt number = load.find(wtxid(record));
            if (number.isEmpty()) {
              return;
            }
            if (seen.get(number.getAsInt())) {
              tally.again++;
              return;
            }
            seen.set(number.getAsInt());
            if (record.timestamp() >= fromMillis && record.timestamp() < toMillis) {
              tally.inWindow++;
            }
          });
      if (seen.cardinality() >= finals || System.nanoTime() - begin > LIMIT.toNanos()) {
        return new Count(seen.cardinality(), tally.again, tally.inWindow);
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  private void read(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    for (TopicPartition partition : topics.partitions(Topic.CHAIN_TRANSACTIONS)) {
      long end = reader.end(partition);
      if (end > next.get(partition)) {
        reader.between(partition, next.get(partition), end, taker);
        next.put(partition, end);
      }
    }
  }

  private static Hash256 wtxid(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Hash256.of(TransactionRecord.parseFrom(record.value()).getWtxid().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new LauncherFailure("no final transaction: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
