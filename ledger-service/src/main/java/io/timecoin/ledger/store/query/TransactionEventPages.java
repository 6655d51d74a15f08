package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.ledger.chain.MerklePaths;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Event;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** chain.transactions: every final transaction with its Merkle path; the index is its position. */
final class TransactionEventPages implements EventPages {
  private static final String MICROBLOCKS =
      "from MicroblockEntity where sequence >= :from and transactionCount > 0 order by sequence";
  private static final String TRANSACTIONS =
      "from TransactionEntity where number >= :from and number < :end order by number";
  private static final String WTXIDS =
      "select wtxid from TransactionEntity where number >= :first and number < :end"
          + " order by number";

  /**
   * What a page is made of.
   *
   * @param microblocks from the place on, all but those without transactions
   * @param begin number of the first transaction, be it there or not
   * @param wtxids of all transactions of these microblocks, the last transaction's included
   */
  private record Rows(
      List<MicroblockEntity> microblocks,
      long begin,
      List<TransactionEntity> transactions,
      List<byte[]> wtxids) {}

  @Override
  public Uni<Supplier<EventRange>> page(
      Mutiny.StatelessSession session, EventPlace from, int limit) {
    return session
        .createQuery(MICROBLOCKS, MicroblockEntity.class)
        .setParameter("from", from.sequence())
        // Each has a transaction for the page, but for one that the place is at the end of.
        .setMaxResults(limit + 1)
        .getResultList()
        .chain(
            microblocks ->
                microblocks.isEmpty() ? none(from) : page(session, from, limit, microblocks));
  }

  private static Uni<Supplier<EventRange>> none(EventPlace from) {
    Supplier<EventRange> page = () -> EventPages.range(List.of(), from);
    return Uni.createFrom().<Supplier<EventRange>>item(page);
  }

  private static Uni<Supplier<EventRange>> page(
      Mutiny.StatelessSession session,
      EventPlace from,
      int limit,
      List<MicroblockEntity> microblocks) {
    MicroblockEntity first = microblocks.getFirst();
    int skipped =
        first.sequence == from.sequence() ? Math.min(from.index(), first.transactionCount) : 0;
    long begin = first.firstNumber + skipped;
    return session
        .createQuery(TRANSACTIONS, TransactionEntity.class)
        .setParameter("from", begin)
        .setParameter("end", end(microblocks.getLast()))
        .setMaxResults(limit)
        .getResultList()
        .map(TransactionEventPages::withinBytes)
        .chain(
            transactions ->
                wtxids(session, microblocks, transactions)
                    .map(wtxids -> new Rows(microblocks, begin, transactions, wtxids)))
        .map(rows -> () -> answer(rows, from));
  }

  private static List<TransactionEntity> withinBytes(List<TransactionEntity> rows) {
    long bytes = 0;
    for (int i = 0; i < rows.size(); i++) {
      bytes += rows.get(i).raw.length;
      if (bytes > MAX_BYTES && i > 0) {
        return rows.subList(0, i);
      }
    }
    return rows;
  }

  /** A path needs all leaves of its tree. */
  private static Uni<List<byte[]>> wtxids(
      Mutiny.StatelessSession session,
      List<MicroblockEntity> microblocks,
      List<TransactionEntity> transactions) {
    if (transactions.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    MicroblockEntity last =
        microblocks.stream()
            .filter(each -> each.sequence == transactions.getLast().sequence)
            .findFirst()
            .orElseThrow();
    return session
        .createQuery(WTXIDS, byte[].class)
        .setParameter("first", microblocks.getFirst().firstNumber)
        .setParameter("end", end(last))
        .getResultList();
  }

  private static EventRange answer(Rows rows, EventPlace from) {
    var events = new ArrayList<Event>(rows.transactions.size());
    var transactions = new ArrayDeque<>(rows.transactions);
    long end = rows.begin + rows.transactions.size();
    var next = from;
    for (MicroblockEntity microblock : rows.microblocks) {
      events.addAll(events(microblock, rows, transactions));
      if (end(microblock) > end) {
        return EventPages.range(
            events,
            new EventPlace(
                microblock.sequence, Math.toIntExact(Math.max(0, end - microblock.firstNumber))));
      }
      next = EventPlace.after(microblock.sequence);
    }
    return EventPages.range(events, next);
  }

  /** Takes its transactions from the head of the others. */
  private static List<Event> events(
      MicroblockEntity microblock, Rows rows, Deque<TransactionEntity> transactions) {
    if (transactions.isEmpty() || transactions.getFirst().sequence != microblock.sequence) {
      return List.of();
    }
    int leaf = Math.toIntExact(microblock.firstNumber - rows.microblocks.getFirst().firstNumber);
    MerklePaths paths = paths(rows.wtxids.subList(leaf, leaf + microblock.transactionCount));
    var events = new ArrayList<Event>();
    while (!transactions.isEmpty() && transactions.getFirst().sequence == microblock.sequence) {
      TransactionEntity transaction = transactions.removeFirst();
      int position = Math.toIntExact(transaction.number - microblock.firstNumber);
      events.add(
          EventPages.event(
              microblock.sequence,
              position,
              transaction.txid,
              Protobufs.transaction(transaction, microblock, paths.siblings(position))));
    }
    return events;
  }

  /** The number after its last transaction's. */
  private static long end(MicroblockEntity microblock) {
    return microblock.firstNumber + microblock.transactionCount;
  }

  private static MerklePaths paths(List<byte[]> wtxids) {
    return new MerklePaths(wtxids.stream().map(Hash256::of).toList());
  }
}
