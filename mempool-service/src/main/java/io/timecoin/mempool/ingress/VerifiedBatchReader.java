package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.node.VerifiedItem;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Reads a record of tx.verified. */
final class VerifiedBatchReader {
  private VerifiedBatchReader() {}

  /**
   * The verdicts of a record, in order.
   *
   * @throws BadRecordException if it is no batch
   * @throws DecodeException if one of its verdicts is malformed
   */
  static List<VerifiedItem> read(byte[] value) throws BadRecordException, DecodeException {
    VerifiedBatch batch = RecordValue.parse(value, VerifiedBatch.getDefaultInstance());
    var provenance =
        new Provenance(batch.getOrigin(), batch.getSentAtMillis(), batch.getVerifiedAtMillis());
    List<VerifiedItem> items = new ArrayList<>(batch.getTransactionsCount());
    for (VerifiedTransaction transaction : batch.getTransactionsList()) {
      items.add(item(transaction, provenance));
    }
    return items;
  }

  private static VerifiedItem item(VerifiedTransaction verified, Provenance provenance)
      throws DecodeException {
    if (verified.getOnlyTheTimestamp()) {
      return new VerifiedItem.Early(
          submission(verified, provenance), RefusalMessages.fromProto(verified.getRefusal()));
    }
    if (verified.hasRefusal()) {
      return new VerifiedItem.Bad(
          Hashes.optional(verified.getTxid()),
          Hashes.fromProto(verified.getWtxid()),
          provenance,
          RefusalMessages.fromProto(verified.getRefusal()));
    }
    return new VerifiedItem.Good(submission(verified, provenance));
  }

  private static Submission submission(VerifiedTransaction verified, Provenance provenance)
      throws DecodeException {
    return new Submission(Transaction.decode(verified.getTransaction().toByteArray()), provenance);
  }
}
