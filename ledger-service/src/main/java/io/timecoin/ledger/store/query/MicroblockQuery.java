package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ranges of microblocks with certificates, for sync (PROTOCOL §6.10). */
@ApplicationScoped
public class MicroblockQuery {
  /** Microblocks per answer. */
  public static final int MAX_COUNT = 500;

  /** Bytes per answer, beyond the first microblock, which always is in it. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private final SnapshotReads snapshots;

  @Inject
  public MicroblockQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /** From a sequence on, as many as there are and the bounds allow; maybe none. */
  public Uni<MicroblockRange> range(long from, int limit) {
    return snapshots
        .read(session -> records(session, from, Math.min(limit, MAX_COUNT), MAX_BYTES))
        .map(records -> MicroblockRange.newBuilder().addAllMicroblocks(records).build());
  }

  /**
   * From a sequence on, as many as there are and the bounds allow; maybe none.
   *
   * @param maxBytes beyond the first microblock, which always is in it
   */
  static Uni<List<MicroblockRecord>> records(
      Mutiny.StatelessSession session, long from, int limit, int maxBytes) {
    return session
        .createQuery(
            "from MicroblockEntity where sequence >= :from order by sequence",
            MicroblockEntity.class)
        .setParameter("from", from)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> withinBytes(rows, maxBytes))
        .chain(rows -> bodies(session, rows).map(bodies -> records(rows, bodies)));
  }

  private static List<MicroblockEntity> withinBytes(List<MicroblockEntity> rows, int maxBytes) {
    var fitting = new ArrayList<MicroblockEntity>(rows.size());
    long bytes = 0;
    for (MicroblockEntity row : rows) {
      bytes += size(row);
      if (bytes > maxBytes && !fitting.isEmpty()) {
        break;
      }
      fitting.add(row);
    }
    return fitting;
  }

  private static long size(MicroblockEntity row) {
    return (long) row.header.length + row.certificate.length + row.bodyBytes;
  }

  private static Uni<List<byte[]>> bodies(
      Mutiny.StatelessSession session, List<MicroblockEntity> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    MicroblockEntity last = rows.getLast();
    return session
        .createQuery(
            "select raw from TransactionEntity where number >= :first and number < :end"
                + " order by number",
            byte[].class)
        .setParameter("first", rows.getFirst().firstNumber)
        .setParameter("end", last.firstNumber + last.transactionCount)
        .getResultList();
  }

  private static List<MicroblockRecord> records(List<MicroblockEntity> rows, List<byte[]> bodies) {
    Iterator<byte[]> next = bodies.iterator();
    var records = new ArrayList<MicroblockRecord>(rows.size());
    for (MicroblockEntity row : rows) {
      var record =
          MicroblockRecord.newBuilder()
              .setSequence(row.sequence)
              .setHeader(Protobufs.bytes(row.header))
              .setCertificate(Protobufs.bytes(row.certificate));
      for (int i = 0; i < row.transactionCount; i++) {
        record.addTransactions(Protobufs.bytes(next.next()));
      }
      records.add(record.build());
    }
    return records;
  }
}
