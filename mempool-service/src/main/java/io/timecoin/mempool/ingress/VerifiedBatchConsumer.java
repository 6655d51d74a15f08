package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.node.VerifiedItem;
import io.timecoin.protocol.codec.DecodeException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes tx.verified; decodes on the reader's thread, so that the domain only decides. */
public final class VerifiedBatchConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final DeadLetters deadLetters;

  public VerifiedBatchConsumer(DomainLoop loop, DeadLetters deadLetters) {
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      List<VerifiedItem> items = read(record);
      loop.put(node -> node.verified(items, record.offset() + 1));
    }
  }

  private List<VerifiedItem> read(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    try {
      return VerifiedBatchReader.read(record.value());
    } catch (BadRecordException e) {
      deadLetters.send(record, e.error(), e.getMessage());
      return List.of();
    } catch (DecodeException e) {
      deadLetters.send(record, "MALFORMED", e.getMessage());
      return List.of();
    }
  }
}
