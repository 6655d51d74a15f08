package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** A final transaction with all that proves it (PROTOCOL §2.4, §6.8). */
@ApplicationScoped
public class TransactionQuery {
  private final SnapshotReads snapshots;

  @Inject
  public TransactionQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /** What the rows say of a txid. */
  private sealed interface Found {
    /** A payment; its path is computed from the microblock's wtxids. */
    record Payment(
        TransactionEntity transaction,
        MicroblockEntity microblock,
        List<byte[]> wtxids,
        Optional<BlockEntity> block)
        implements Found {}

    /** A coinbase; that of genesis has no microblock. */
    record Coinbase(BlockEntity block, Optional<MicroblockEntity> sealing) implements Found {}
  }

  /** The transaction, a coinbase too. */
  public Uni<FinalTransaction> transaction(Hash256 txid) {
    return snapshots
        .read(session -> find(session, txid))
        // Thousands of hashes for a full microblock: not on the event loop.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(TransactionQuery::answer);
  }

  private static Uni<Found> find(Mutiny.StatelessSession session, Hash256 txid) {
    return Lookups.transaction(session, txid.toByteArray())
        .chain(
            transaction ->
                transaction == null ? coinbase(session, txid) : payment(session, transaction));
  }

  private static FinalTransaction answer(Found found) {
    return switch (found) {
      case Found.Payment payment -> answer(payment);
      case Found.Coinbase(var block, var sealing) -> answer(block, sealing);
    };
  }

  private static Uni<Found> payment(
      Mutiny.StatelessSession session, TransactionEntity transaction) {
    return Lookups.microblock(session, transaction.sequence)
        .chain(
            microblock ->
                Lookups.wtxids(session, microblock)
                    .chain(
                        wtxids ->
                            Lookups.blockOf(session, transaction.sequence)
                                .map(
                                    block ->
                                        new Found.Payment(
                                            transaction,
                                            microblock,
                                            wtxids,
                                            Optional.ofNullable(block)))));
  }

  private static FinalTransaction answer(Found.Payment found) {
    var transaction = found.transaction();
    var microblock = found.microblock();
    int position = Math.toIntExact(transaction.number - microblock.firstNumber);
    List<Hash256> path =
        MerkleTree.proof(found.wtxids().stream().map(Hash256::of).toList(), position).siblings();
    var answer =
        FinalTransaction.newBuilder()
            .setRecord(Protobufs.transaction(transaction, microblock, path))
            .setCertificate(Protobufs.bytes(microblock.certificate))
            .setMicroblockHeader(Protobufs.bytes(microblock.header))
            .setAppliedAtMillis(microblock.appliedAtMillis)
            .setFee(transaction.fee);
    found
        .block()
        .ifPresent(
            block -> answer.setHeight(block.height).setBlockHash(Protobufs.bytes(block.hash)));
    return answer.build();
  }

  private static Uni<Found> coinbase(Mutiny.StatelessSession session, Hash256 txid) {
    return Lookups.blockOfCoinbase(session, txid.toByteArray())
        .onItem()
        .ifNull()
        .failWith(() -> QueryException.notFound("no final transaction " + txid))
        .chain(
            block ->
                Lookups.microblock(session, block.lastSequence)
                    .map(microblock -> new Found.Coinbase(block, Optional.ofNullable(microblock))));
  }

  private static FinalTransaction answer(BlockEntity block, Optional<MicroblockEntity> microblock) {
    var answer =
        FinalTransaction.newBuilder()
            .setRecord(
                TransactionRecord.newBuilder()
                    .setTxid(Protobufs.bytes(block.coinbaseTxid))
                    .setTransaction(Protobufs.bytes(block.coinbase))
                    .setSequence(block.lastSequence))
            .setHeight(block.height)
            .setBlockHash(Protobufs.bytes(block.hash))
            .setCoinbase(true);
    microblock.ifPresent(sealing -> answer.setAppliedAtMillis(sealing.appliedAtMillis));
    return answer.build();
  }
}
