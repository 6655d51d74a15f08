package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes chain.microblocks. Certificates are checked here, on the reader's thread; a record that
 * this node's own consensus wrote and that proves nothing stops the service.
 */
public final class FinalMicroblockConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final FinalityCheck check;
  private final LongConsumer gaps;
  private final long firstSequence;

  /**
   * A consumer on its own thread.
   *
   * @param firstSequence what is lower has been applied and is skipped unseen
   * @param gaps told, on the domain's thread, the sequence before which one is missing
   */
  public FinalMicroblockConsumer(
      DomainLoop loop, FinalityCheck check, long firstSequence, LongConsumer gaps) {
    this.loop = loop;
    this.check = check;
    this.firstSequence = firstSequence;
    this.gaps = gaps;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      MicroblockRecord message = parse(record);
      if (Long.compareUnsigned(message.getSequence(), firstSequence) >= 0) {
        CertifiedMicroblock microblock = checked(message);
        loop.urgent(
            node -> {
              if (!node.finalised(microblock)) {
                gaps.accept(microblock.header().sequence());
              }
            });
      }
    }
  }

  private static MicroblockRecord parse(ConsumerRecord<byte[], byte[]> record) {
    try {
      return RecordValue.parse(record.value(), MicroblockRecord.getDefaultInstance());
    } catch (BadRecordException e) {
      throw new InconsistentChain(
          "offset %d of chain.microblocks is no microblock: %s"
              .formatted(record.offset(), e.getMessage()),
          e);
    }
  }

  private CertifiedMicroblock checked(MicroblockRecord message) {
    try {
      CertifiedMicroblock microblock = CertifiedMicroblock.fromProto(message);
      check.require(microblock);
      return microblock;
    } catch (DecodeException e) {
      throw new InconsistentChain(
          "microblock %s of chain.microblocks is malformed: %s"
              .formatted(Long.toUnsignedString(message.getSequence()), e.getMessage()),
          e);
    }
  }
}
