package io.timecoin.mempool.ingress;

import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.messages.StatusMessages;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.pool.TransactionPool;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.mempool.utxo.UtxoState;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Locked;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Spent;
import io.timecoin.protocol.proto.internal.v1.Unspent;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/** Makes the answers of the internal reads, on the domain's thread. */
final class PoolAnswers {
  private PoolAnswers() {}

  static MempoolInfo info(MempoolNode node) {
    Mempool mempool = node.mempool();
    return MempoolInfo.newBuilder()
        .setSequence(node.state().tip().sequence())
        .setDigest(Hashes.toProto(node.state().tip().digest()))
        .setTransactions(mempool.pool().size())
        .setBytes(mempool.pool().bytes())
        .setFees(mempool.pool().fees())
        .setOrphans(mempool.orphans())
        .setMaxTransactions(mempool.limits().transactions())
        .setMaxBytes(mempool.limits().bytes())
        .setFloorPerKilobyte(mempool.floorPerKilobyte(node.nowMillis()))
        .setUtxoCount(node.state().table().size())
        .setEpoch(node.epoch())
        .setKeptAside(mempool.keptAside())
        .setMaxOrphans(mempool.limits().orphans())
        .setMaxKeptAside(mempool.limits().keptAside())
        .setExpiryMillis(mempool.limits().expiry().toMillis())
        .setChainDepth(mempool.limits().chainDepth())
        .setChainBytes(mempool.limits().chainBytes())
        .setDisplacingPerKilobyte(mempool.displacingPerKilobyte())
        .setPriorities(mempool.pool().priorities().size())
        .build();
  }

  static MempoolPage page(MempoolNode node, int limit) {
    var page = MempoolPage.newBuilder();
    for (PoolEntry entry : node.mempool().pool().select(limit, Long.MAX_VALUE, _ -> true)) {
      page.addTransactions(entry(entry));
    }
    return page.build();
  }

  /** By txid, or by the wtxid of one copy. */
  static Optional<MempoolTransaction> transaction(MempoolNode node, Hash256 id) {
    TransactionPool pool = node.mempool().pool();
    return pool.byTxid(id)
        .or(() -> pool.byWtxid(id))
        .map(
            entry ->
                entry(entry)
                    .setTransaction(UnsafeByteOperations.unsafeWrap(entry.transaction().encode()))
                    .build())
        .or(() -> node.mempool().lastNotice(id, node.nowMillis()).map(PoolAnswers::gone));
  }

  /** Of one that is not in the pool; without a txid where its bytes could not be decoded. */
  private static MempoolTransaction gone(StatusNotice notice) {
    var answer =
        MempoolTransaction.newBuilder()
            .setWtxid(Hashes.toProto(notice.wtxid()))
            .setStatus(StatusMessages.toProto(notice));
    notice.txid().ifPresent(txid -> answer.setTxid(Hashes.toProto(txid)));
    return answer.build();
  }

  private static MempoolTransaction.Builder entry(PoolEntry entry) {
    return MempoolTransaction.newBuilder()
        .setTxid(Hashes.toProto(entry.txid()))
        .setWtxid(Hashes.toProto(entry.wtxid()))
        .setFee(entry.fee())
        .setSize(entry.size())
        .setSinceMillis(entry.sinceMillis())
        .addAllParents(
            entry.parents().stream().map(parent -> Hashes.toProto(parent.txid())).toList())
        .setStatus(StatusMessages.toProto(entry.acceptance()));
  }

  static Optional<OutpointState> outpoint(MempoolNode node, OutPoint outpoint) {
    var answer = OutpointState.newBuilder();
    node.mempool().pool().find(outpoint).ifPresent(output -> answer.setUtxo(utxo(output)));
    return switch (node.state().table().state(outpoint)) {
      case UtxoState.Absent _ ->
          answer.hasUtxo()
              ? Optional.of(answer.setUnspent(Unspent.getDefaultInstance()).build())
              : Optional.empty();
      case UtxoState.Unspent _ ->
          Optional.of(answer.setUnspent(Unspent.getDefaultInstance()).build());
      case UtxoState.Locked lock -> Optional.of(answer.setLocked(locked(lock)).build());
      case UtxoState.SpentPending pending ->
          Optional.of(answer.setLocked(locked(pending.lock())).build());
      case UtxoState.SpentFinalized(var txid, long sequence) ->
          Optional.of(answer.setSpent(spent(txid, sequence)).build());
      case UtxoState.Confirmed(var txid, long sequence, _) ->
          Optional.of(answer.setSpent(spent(txid, sequence)).build());
    };
  }

  private static Locked locked(UtxoState.Locked lock) {
    return Locked.newBuilder()
        .setTxid(Hashes.toProto(lock.txid()))
        .setSinceMillis(lock.sinceMillis())
        .build();
  }

  private static Spent spent(Hash256 txid, long sequence) {
    return Spent.newBuilder().setTxid(Hashes.toProto(txid)).setSequence(sequence).build();
  }

  private static Utxo utxo(UnspentOutput output) {
    return Utxo.newBuilder()
        .setTxid(Hashes.toProto(output.outpoint().txid()))
        .setIndex(output.outpoint().index())
        .setValue(output.output().value())
        .setScript(UnsafeByteOperations.unsafeWrap(output.output().script().toByteArray()))
        .setSequence(output.sequence())
        .setCoinbase(output.coinbase())
        .build();
  }
}
