package io.timecoin.devnet.scaling;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts verdicts in tx.verified, which verifiers write outside of transactions. */
final class VerdictCount implements AutoCloseable {
  private final TopicPartition verified;
  private final TopicReader reader;

  VerdictCount(NodeTopics topics) {
    verified = topics.partition(Topic.TX_VERIFIED);
    reader = topics.reader();
  }

  /** Where the next verdict will be written. */
  long end() {
    return reader.end(verified);
  }

  /**
   * The verdicts from one offset up to another, without this one.
   *
   * @throws LauncherFailure when one is a refusal: all payments are good
   */
  long between(long from, long to) {
    long[] count = new long[1];
    reader.between(verified, from, to, record -> count[0] += verdicts(record));
    return count[0];
  }

  private static int verdicts(ConsumerRecord<byte[], byte[]> record) {
    try {
      VerifiedBatch batch = VerifiedBatch.parseFrom(record.value());
      for (VerifiedTransaction verdict : batch.getTransactionsList()) {
        if (verdict.hasRefusal()) {
          throw new LauncherFailure(
              "%s refused a good payment: %s"
                  .formatted(batch.getVerifier(), verdict.getRefusal().getDetail()));
        }
      }
      return batch.getTransactionsCount();
    } catch (InvalidProtocolBufferException e) {
      throw new LauncherFailure("no verdicts: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
