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

/** {@code getblockheader}. */
@Singleton
public final class GetBlockHeader implements RpcMethod {
  private final LedgerReads ledger;

  @Inject
  public GetBlockHeader(LedgerReads ledger) {
    this.ledger = ledger;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBLOCKHEADER;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    String id = BlockId.of(params);
    boolean verbose = params.flag("verbose", true);
    return ledger
        .block(id, 0, 1)
        .thenCombine(
            ledger.head(),
            (block, head) ->
                verbose
                    ? BlockJson.header(block, head.getHeight())
                    : Json.NODES.textNode(Json.hex(block.getRecord().getHeader())));
  }
}
