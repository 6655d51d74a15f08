package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.QueryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements that several queries share. Absent rows come as null, as Mutiny has it. */
final class Lookups {
  private Lookups() {}

  static Uni<StateEntity> state(Mutiny.StatelessSession session) {
    return session
        .createQuery("from StateEntity", StateEntity.class)
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> QueryException.unavailable("the ledger has no genesis yet"));
  }

  static Uni<BlockEntity> blockAt(Mutiny.StatelessSession session, long height) {
    return session
        .createQuery("from BlockEntity where height = :height", BlockEntity.class)
        .setParameter("height", height)
        .getSingleResultOrNull();
  }

  /** The block that confirms a sequence; null while none does. */
  static Uni<BlockEntity> blockOf(Mutiny.StatelessSession session, long sequence) {
    return session
        .createQuery(
            "from BlockEntity where lastSequence >= :sequence order by lastSequence",
            BlockEntity.class)
        .setParameter("sequence", sequence)
        .setMaxResults(1)
        .getSingleResultOrNull();
  }

  static Uni<BlockEntity> blockOfCoinbase(Mutiny.StatelessSession session, byte[] txid) {
    return session
        .createQuery("from BlockEntity where coinbaseTxid = :txid", BlockEntity.class)
        .setParameter("txid", txid)
        .getSingleResultOrNull();
  }

  static Uni<TransactionEntity> transaction(Mutiny.StatelessSession session, byte[] txid) {
    return session
        .createQuery("from TransactionEntity where txid = :txid", TransactionEntity.class)
        .setParameter("txid", txid)
        .getSingleResultOrNull();
  }

  static Uni<MicroblockEntity> microblock(Mutiny.StatelessSession session, long sequence) {
    return session
        .createQuery("from MicroblockEntity where sequence = :sequence", MicroblockEntity.class)
        .setParameter("sequence", sequence)
        .getSingleResultOrNull();
  }

  /** The wtxids of a microblock in final order. */
  static Uni<List<byte[]>> wtxids(Mutiny.StatelessSession session, MicroblockEntity microblock) {
    return session
        .createQuery(
            "select wtxid from TransactionEntity where number >= :first and number < :end"
                + " order by number",
            byte[].class)
        .setParameter("first", microblock.firstNumber)
        .setParameter("end", microblock.firstNumber + microblock.transactionCount)
        .getResultList();
  }

  /** When each of the entries' microblocks was made, by sequence; Unix milliseconds. */
  static Uni<Map<Long, Long>> times(
      Mutiny.StatelessSession session, List<AddressEntryEntity> entries) {
    Set<Long> sequences = entries.stream().map(entry -> entry.sequence).collect(Collectors.toSet());
    if (sequences.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    // Genesis is no microblock: its time is its block's.
    return blockAt(session, 0)
        .chain(
            genesis ->
                session
                    .createQuery(
                        "select sequence, timeMillis from MicroblockEntity"
                            + " where sequence in (:sequences)",
                        Object[].class)
                    .setParameter("sequences", sequences)
                    .getResultList()
                    .map(
                        rows -> {
                          var times = new HashMap<Long, Long>();
                          times.put(0L, genesis.timeMillis);
                          rows.forEach(row -> times.put((Long) row[0], (Long) row[1]));
                          return times;
                        }));
  }
}
