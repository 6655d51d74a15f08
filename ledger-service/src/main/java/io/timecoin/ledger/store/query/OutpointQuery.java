package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Spent;
import io.timecoin.protocol.proto.internal.v1.Unspent;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whether an output is unspent, or who spent it (PROTOCOL §5.1). */
@ApplicationScoped
public class OutpointQuery {
  private final SnapshotReads snapshots;

  @Inject
  public OutpointQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  public Uni<OutpointState> state(OutPoint outpoint) {
    return snapshots.read(
        session ->
            find(session, "from UtxoEntity", UtxoEntity.class, outpoint)
                .map(utxo -> utxo == null ? null : unspent(Protobufs.utxo(utxo)))
                .onItem()
                .ifNull()
                .switchTo(() -> spent(session, outpoint)));
  }

  private static <T> Uni<T> find(
      Mutiny.StatelessSession session, String from, Class<T> type, OutPoint outpoint) {
    return session
        .createQuery(from + " where txid = :txid and outputIndex = :index", type)
        .setParameter("txid", outpoint.txid().toByteArray())
        .setParameter("index", outpoint.index())
        .getSingleResultOrNull();
  }

  private static OutpointState unspent(Utxo utxo) {
    return OutpointState.newBuilder()
        .setUtxo(utxo)
        .setUnspent(Unspent.getDefaultInstance())
        .build();
  }

  private static Uni<OutpointState> spent(Mutiny.StatelessSession session, OutPoint outpoint) {
    return find(session, "from SpendEntity", SpendEntity.class, outpoint)
        .onItem()
        .ifNull()
        .failWith(() -> QueryException.notFound("no output " + outpoint))
        .chain(spend -> created(session, outpoint).map(utxo -> spent(utxo, spend)));
  }

  private static OutpointState spent(Utxo utxo, SpendEntity spend) {
    return OutpointState.newBuilder()
        .setUtxo(utxo)
        .setSpent(
            Spent.newBuilder()
                .setTxid(Protobufs.bytes(spend.spenderTxid))
                .setSequence(spend.sequence))
        .build();
  }

  /** A spent output stands only in the transaction that created it. */
  private static Uni<Utxo> created(Mutiny.StatelessSession session, OutPoint outpoint) {
    byte[] txid = outpoint.txid().toByteArray();
    return Lookups.transaction(session, txid)
        .chain(
            transaction ->
                transaction == null
                    ? Lookups.blockOfCoinbase(session, txid)
                        .map(block -> output(block.coinbase, outpoint, block.lastSequence, true))
                    : Uni.createFrom()
                        .item(
                            () -> output(transaction.raw, outpoint, transaction.sequence, false)));
  }

  private static Utxo output(byte[] raw, OutPoint outpoint, long sequence, boolean coinbase) {
    try {
      var output = Transaction.decode(raw).outputs().get(outpoint.index());
      return Protobufs.utxo(new UnspentOutput(outpoint, output, sequence, coinbase));
    } catch (DecodeException e) {
      throw new IllegalStateException(
          "the row of transaction " + outpoint.txid() + " is damaged", e);
    }
  }
}
