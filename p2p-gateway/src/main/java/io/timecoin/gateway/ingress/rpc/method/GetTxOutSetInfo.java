package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code gettxoutsetinfo}. */
@Singleton
public final class GetTxOutSetInfo implements RpcMethod {
  private final LedgerReads ledger;

  @Inject
  public GetTxOutSetInfo(LedgerReads ledger) {
    this.ledger = ledger;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETTXOUTSETINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return ledger
        .utxoSet()
        .thenApply(
            set -> {
              ObjectNode node = Json.object();
              node.put("height", set.getHeight());
              node.put("bestblock", Json.hex(set.getBlockHash()));
              node.put("sequence", set.getSequence());
              node.put("txouts", set.getUtxoCount());
              Json.amount(node, "total_amount", "total_satoshi", set.getTotal());
              node.put("state_commitment", Json.hex(set.getStateCommitment()));
              return node;
            });
  }
}
