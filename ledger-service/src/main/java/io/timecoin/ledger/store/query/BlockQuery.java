package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Block;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** A sealed block with a page of its txids. */
@ApplicationScoped
public class BlockQuery {
  private final SnapshotReads snapshots;

  @Inject
  public BlockQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * By height.
   *
   * @param first index of the page's first txid; the coinbase has 0
   * @param limit how many at most
   */
  public Uni<Block> byHeight(long height, long first, int limit) {
    return snapshots.read(
        session ->
            Lookups.blockAt(session, height)
                .onItem()
                .ifNull()
                .failWith(() -> QueryException.notFound("no block of height " + height))
                .chain(block -> page(session, block, first, limit)));
  }

  public Uni<Block> byHash(Hash256 hash, long first, int limit) {
    return snapshots.read(
        session ->
            session
                .createQuery("from BlockEntity where hash = :hash", BlockEntity.class)
                .setParameter("hash", hash.toByteArray())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> QueryException.notFound("no block " + hash))
                .chain(block -> page(session, block, first, limit)));
  }

  private static Uni<Block> page(
      Mutiny.StatelessSession session, BlockEntity block, long first, int limit) {
    return Lookups.blockAt(session, block.height + 1)
        .chain(
            next ->
                txids(session, block, first, limit)
                    .map(txids -> answer(block, Optional.ofNullable(next), first, limit, txids)));
  }

  /** The page's txids but the coinbase's: index i of the block is number first_number + i - 1. */
  private static Uni<List<byte[]>> txids(
      Mutiny.StatelessSession session, BlockEntity block, long first, int limit) {
    long from = Math.max(1, first);
    long to = Math.min(first + limit, block.transactionCount + 1);
    if (from >= to) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createQuery(
            "select txid from TransactionEntity where number >= :from and number < :to"
                + " order by number",
            byte[].class)
        .setParameter("from", block.firstNumber + from - 1)
        .setParameter("to", block.firstNumber + to - 1)
        .getResultList();
  }

  private static Block answer(
      BlockEntity block, Optional<BlockEntity> next, long first, int limit, List<byte[]> txids) {
    var answer =
        Block.newBuilder()
            .setRecord(Protobufs.block(block))
            .setFirstIndex(first)
            .setTxidCount(block.transactionCount + 1);
    next.ifPresent(following -> answer.setNextHash(Protobufs.bytes(following.hash)));
    if (first == 0 && limit > 0) {
      answer.addTxids(Protobufs.bytes(block.coinbaseTxid));
    }
    txids.forEach(txid -> answer.addTxids(Protobufs.bytes(txid)));
    return answer.build();
  }
}
