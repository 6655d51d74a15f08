package io.timecoin.mempool.messages;

import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.Admitted;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.Waits;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The pool's changes as mempool.journal carries them. */
public final class JournalMessages {
  private JournalMessages() {}

  public static JournalEntry admitted(PoolEntry entry) {
    return JournalEntry.newBuilder()
        .setAdmitted(
            Admitted.newBuilder()
                .setTransaction(UnsafeByteOperations.unsafeWrap(entry.transaction().encode()))
                .setOrder(entry.order())
                .setSinceMillis(entry.sinceMillis())
                .setOrigin(entry.provenance().origin())
                .setLatency(StatusMessages.latency(entry.provenance(), entry.sinceMillis())))
        .build();
  }

  public static JournalEntry left(StatusNotice notice) {
    return JournalEntry.newBuilder().setLeft(StatusMessages.toProto(notice)).build();
  }

  public static JournalEntry waits(PoolChange.Waits waits) {
    return JournalEntry.newBuilder()
        .setWaits(
            Waits.newBuilder()
                .setTransaction(UnsafeByteOperations.unsafeWrap(waits.transaction().encode()))
                .setSinceMillis(waits.sinceMillis())
                .setOrigin(waits.provenance().origin())
                .setLatency(StatusMessages.latency(waits.provenance(), 0)))
        .build();
  }

  public static JournalEntry waited(StatusNotice notice) {
    return JournalEntry.newBuilder().setWaited(StatusMessages.toProto(notice)).build();
  }

  /**
   * The record that a message is.
   *
   * @throws DecodeException if an entry is malformed
   */
  public static JournalRecord fromProto(JournalBatch batch, long offset) throws DecodeException {
    List<JournalChange> changes = new ArrayList<>(batch.getEntriesCount());
    for (JournalEntry entry : batch.getEntriesList()) {
      changes.add(change(entry));
    }
    return new JournalRecord(
        offset, batch.getEpoch(), batch.getVerifiedOffset(), batch.getOpensEpoch(), changes);
  }

  private static JournalChange change(JournalEntry entry) throws DecodeException {
    return switch (entry.getChangeCase()) {
      case ADMITTED -> admitted(entry.getAdmitted());
      case LEFT -> new JournalChange.Left(StatusMessages.fromProto(entry.getLeft()));
      case WAITS -> waits(entry.getWaits());
      case WAITED -> new JournalChange.Waited(StatusMessages.fromProto(entry.getWaited()));
      case CHANGE_NOT_SET -> throw new DecodeException("a journal entry without a change");
    };
  }

  private static JournalChange admitted(Admitted admitted) throws DecodeException {
    return new JournalChange.Admitted(
        Transaction.decode(admitted.getTransaction().toByteArray()),
        admitted.getOrder(),
        admitted.getSinceMillis(),
        provenance(admitted.getOrigin(), admitted.getLatency()));
  }

  private static JournalChange waits(Waits waits) throws DecodeException {
    return new JournalChange.Waits(
        Transaction.decode(waits.getTransaction().toByteArray()),
        waits.getSinceMillis(),
        provenance(waits.getOrigin(), waits.getLatency()));
  }

  private static Provenance provenance(Origin origin, Latency latency) {
    return new Provenance(origin, latency.getSentAtMillis(), latency.getVerifiedAtMillis());
  }
}
