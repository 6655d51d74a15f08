package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.DecodedTransactions;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code gettxout}. */
@Singleton
public final class GetTxOut implements RpcMethod {
  private static final long MAX_INDEX = 0xFFFF_FFFFL;

  private final LedgerReads ledger;
  private final MempoolReads mempool;
  private final Confirmations confirmations;
  private final Genesis genesis;

  @Inject
  public GetTxOut(
      LedgerReads ledger, MempoolReads mempool, Confirmations confirmations, Genesis genesis) {
    this.ledger = ledger;
    this.mempool = mempool;
    this.confirmations = confirmations;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETTXOUT;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    var outpoint = new OutPoint(params.hash("txid"), (int) params.integer("n", 0, MAX_INDEX));
    if (!params.flag("include_mempool", true)) {
      return Absence.asEmpty(ledger.outpoint(outpoint)).thenCompose(this::answer);
    }
    return Absence.asEmpty(mempool.outpoint(outpoint))
        .thenCompose(
            pooled ->
                pooled.isPresent()
                    ? answer(pooled)
                    : Absence.asEmpty(ledger.outpoint(outpoint)).thenCompose(this::answer));
  }

  private CompletableFuture<JsonNode> answer(Optional<OutpointState> state) {
    if (state.isEmpty() || !state.get().hasUnspent()) {
      return CompletableFuture.completedFuture(Json.NODES.nullNode());
    }
    Utxo utxo = state.get().getUtxo();
    return ledger
        .head()
        .thenCompose(
            head -> confirmations.of(utxo, head).thenApply(count -> json(utxo, head, count)));
  }

  private JsonNode json(Utxo utxo, ChainHead head, long count) {
    ObjectNode node = Json.object();
    node.put("bestblock", Json.hex(head.getBlockHash()));
    node.put("confirmations", count);
    node.put("sequence", utxo.getSequence());
    Json.amount(node, "value", "satoshi", utxo.getValue());
    node.set("scriptPubKey", DecodedTransactions.script(Utxos.output(utxo), genesis.network()));
    node.put("coinbase", utxo.getCoinbase());
    return node;
  }
}
