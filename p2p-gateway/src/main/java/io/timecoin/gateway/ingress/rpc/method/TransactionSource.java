package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds a transaction's bytes: in the ledger, otherwise in the mempool. */
@Singleton
public final class TransactionSource {
  private final LedgerReads ledger;
  private final MempoolReads mempool;

  /**
   * What was found.
   *
   * @param written empty while it is in the mempool only
   */
  record Found(Transaction transaction, Optional<FinalTransaction> written) {}

  @Inject
  public TransactionSource(LedgerReads ledger, MempoolReads mempool) {
    this.ledger = ledger;
    this.mempool = mempool;
  }

  CompletableFuture<Found> find(Hash256 txid) {
    return Absence.asEmpty(ledger.transaction(txid))
        .thenCompose(
            written ->
                written
                    .map(
                        known ->
                            CompletableFuture.completedFuture(
                                new Found(
                                    Transactions.decode(known.getRecord().getTransaction()),
                                    written)))
                    .orElseGet(() -> pooled(txid)));
  }

  private CompletableFuture<Found> pooled(Hash256 txid) {
    return Absence.asEmpty(mempool.transaction(txid))
        .thenApply(
            pooled ->
                pooled
                    .filter(known -> !known.getTransaction().isEmpty())
                    .map(
                        known ->
                            new Found(
                                Transactions.decode(known.getTransaction()), Optional.empty()))
                    .orElseThrow(
                        () ->
                            new RpcException(
                                RpcError.NOT_FOUND,
                                "No such mempool or final transaction: " + txid)));
  }
}
