package io.timecoin.gateway.ingress.readers;

import io.timecoin.gateway.relay.OrderExecution;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads p2p.outbound: what the other services order of peers. */
record OrderReader(OrderExecution execution, DeadLetters deadLetters) implements RecordHandler {
  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        execution.execute(RecordValue.parse(record.value(), PeerOrder.getDefaultInstance()));
      } catch (BadRecordException e) {
        deadLetters.send(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        deadLetters.send(record, "MALFORMED", e.getMessage());
      }
    }
  }
}
