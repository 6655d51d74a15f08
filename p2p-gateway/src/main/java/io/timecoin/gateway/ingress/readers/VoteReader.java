package io.timecoin.gateway.ingress.readers;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads consensus.outbound: this node's own messages, durable before they are spoken. */
record VoteReader(Consumer<ConsensusMessage> taker, DeadLetters deadLetters)
    implements RecordHandler {
  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        var entry = RecordValue.parse(record.value(), VoteLogRecord.getDefaultInstance());
        if (entry.hasMessage()) {
          taker.accept(entry.getMessage());
        }
      } catch (BadRecordException e) {
        deadLetters.send(record, e.error(), e.getMessage());
      }
    }
  }
}
