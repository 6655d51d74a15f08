package io.timecoin.consensus.ingress;

import io.timecoin.consensus.voting.Inbox;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads sync.inbound: microblocks that peers served, none of them believed yet (PROTOCOL §6.10). A
 * range with one malformed microblock goes aside whole: who wrote it has checked nothing.
 *
 * @param judge has mempool judge one that the chain has yet to reach
 */
public record SyncedRangeConsumer(
    Inbox inbox, Consumer<CertifiedMicroblock> judge, BadRecords badRecords)
    implements RecordHandler {

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (var record : records) {
      try {
        var range = RecordValue.parse(record.value(), SyncedRange.getDefaultInstance());
        var microblocks = decode(range);
        for (int i = 0; i < microblocks.size(); i++) {
          if (inbox.put(microblocks.get(i), range.getMicroblocks(i).getSerializedSize())) {
            judge.accept(microblocks.get(i));
          }
        }
      } catch (BadRecordException e) {
        badRecords.putAside(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }

  private static List<CertifiedMicroblock> decode(SyncedRange range) throws DecodeException {
    if (range.getMicroblocksCount() == 0) {
      throw new DecodeException("a range without microblocks");
    }
    List<CertifiedMicroblock> microblocks = new ArrayList<>();
    for (var record : range.getMicroblocksList()) {
      if (record.getSequence() < 1) {
        throw new DecodeException("sequence " + Long.toUnsignedString(record.getSequence()));
      }
      microblocks.add(CertifiedMicroblock.fromProto(record));
    }
    return microblocks;
  }
}
