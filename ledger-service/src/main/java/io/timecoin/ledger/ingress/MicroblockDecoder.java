package io.timecoin.ledger.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.chain.VoteLogMark;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads a record of chain.microblocks with the vote log's name in its Kafka headers. */
public final class MicroblockDecoder {
  static final String VOTE_LOG_TOPIC_ID = "vote-log-topic-id";
  static final String VOTE_LOG_EPOCH = "vote-log-epoch";

  private MicroblockDecoder() {}

  /**
   * Decodes the form; nothing is believed of it yet.
   *
   * @throws DecodeException if it is no certified microblock
   */
  public static StreamedMicroblock decode(ConsumerRecord<byte[], byte[]> record)
      throws DecodeException {
    try {
      var message = RecordValue.parse(record.value(), MicroblockRecord.getDefaultInstance());
      return new StreamedMicroblock(
          CertifiedMicroblock.fromProto(message), voteLog(record), record.offset() + 1);
    } catch (BadRecordException e) {
      throw new DecodeException(e.error() + ": " + e.getMessage());
    }
  }

  private static Optional<VoteLogMark> voteLog(ConsumerRecord<byte[], byte[]> record) {
    Header topicId = record.headers().lastHeader(VOTE_LOG_TOPIC_ID);
    Header epoch = record.headers().lastHeader(VOTE_LOG_EPOCH);
    return topicId == null
            || epoch == null
            || topicId.value() == null
            || epoch.value() == null
            || epoch.value().length != Long.BYTES
        ? Optional.empty()
        : Optional.of(
            new VoteLogMark(
                new String(topicId.value(), StandardCharsets.UTF_8),
                ByteBuffer.wrap(epoch.value()).getLong()));
  }
}
