package io.timecoin.devnet.scaling;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.topics.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what becomes of payments from the topics of their route, from a moment on. */
final class RouteReader {
  private final NodeTopics topics;
  private final Map<TopicPartition, Long> starts = new HashMap<>();

  /** Remembers where each topic ends now: what comes later is read. */
  RouteReader(NodeTopics topics) {
    this.topics = topics;
    try (TopicReader reader = topics.reader()) {
      for (Topic topic : List.of(Topic.TX_INBOUND, Topic.TX_VERIFIED, Topic.CHAIN_MICROBLOCKS)) {
        topics.partitions(topic).forEach(each -> starts.put(each, reader.end(each)));
      }
    }
  }

  /** All up to the topics' present ends. */
  RouteTrace read() {
    var trace = new RouteTrace();
    try (TopicReader reader = topics.reader()) {
      read(reader, Topic.TX_INBOUND, record -> inbound(trace, record));
      read(
          reader,
          Topic.TX_VERIFIED,
          record ->
              VerifiedBatch.parseFrom(record.value())
                  .getTransactionsList()
                  .forEach(verdict -> trace.verified(verdict.getWtxid(), record.timestamp())));
      read(
          reader,
          Topic.CHAIN_MICROBLOCKS,
          record ->
              MicroblockRecord.parseFrom(record.value())
                  .getTransactionsList()
                  .forEach(trace::finalized));
    }
    return trace;
  }

  private static void inbound(RouteTrace trace, ConsumerRecord<byte[], byte[]> record)
      throws InvalidProtocolBufferException {
    List<ByteString> payments = InboundBatch.parseFrom(record.value()).getTransactionsList();
    for (int i = 0; i < payments.size(); i++) {
      byte[] wtxid = Sha256.hash(payments.get(i).toByteArray()).toByteArray();
      trace.inbound(
          ByteString.copyFrom(wtxid), record.partition(), record.offset(), i, record.timestamp());
    }
  }

  /** What is done with a record. */
  private interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException;
  }

  private void read(TopicReader reader, Topic topic, Taker taker) {
    for (TopicPartition partition : topics.partitions(topic)) {
      reader.between(
          partition,
          starts.get(partition),
          reader.end(partition),
          record -> {
            try {
              taker.take(record);
            } catch (InvalidProtocolBufferException e) {
              throw new LauncherFailure(partition + " holds something else: " + e.getMessage(), e);
            }
          });
    }
  }
}
