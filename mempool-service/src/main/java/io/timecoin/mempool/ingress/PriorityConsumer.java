package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes mempool.priorities: what the operator puts forward or back. */
public final class PriorityConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final DeadLetters deadLetters;

  public PriorityConsumer(DomainLoop loop, DeadLetters deadLetters) {
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      take(record);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      PriorityChange change =
          RecordValue.parse(record.value(), PriorityChange.getDefaultInstance());
      if (change.getTxid().size() != Hash256.SIZE) {
        deadLetters.send(record, "MALFORMED", "a txid of " + change.getTxid().size() + " bytes");
        return;
      }
      Hash256 txid = Hash256.of(change.getTxid().toByteArray());
      loop.urgent(node -> node.prioritise(change.getId(), txid, change.getSatoshi()));
    } catch (BadRecordException e) {
      deadLetters.send(record, e.error(), e.getMessage());
    }
  }
}
