package io.timecoin.consensus.ingress;

import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.evidence.KeptEvidence;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads consensus.evidence into the book; both signatures are checked again (PROTOCOL §6.9). */
public record EvidenceConsumer(
    EvidenceBook book, Hash256 genesisHash, SignatureChecker signatures, BadRecords badRecords)
    implements RecordHandler {

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (var record : records) {
      try {
        var evidence =
            KeptEvidence.fromProto(
                RecordValue.parse(record.value(), Evidence.getDefaultInstance()));
        if (evidence.holds(genesisHash, signatures)) {
          book.take(evidence);
        } else {
          badRecords.putAside(record, "PROVES_NOTHING", "these two messages are no evidence");
        }
      } catch (BadRecordException e) {
        badRecords.putAside(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }
}
