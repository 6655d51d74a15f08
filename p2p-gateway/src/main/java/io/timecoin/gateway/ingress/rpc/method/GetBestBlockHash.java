package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getbestblockhash}. */
@Singleton
public final class GetBestBlockHash implements RpcMethod {
  private final LedgerReads ledger;

  @Inject
  public GetBestBlockHash(LedgerReads ledger) {
    this.ledger = ledger;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBESTBLOCKHASH;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return ledger.head().thenApply(head -> Json.NODES.textNode(Json.hex(head.getBlockHash())));
  }
}
