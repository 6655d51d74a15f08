package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getblockhash}. */
@Singleton
public final class GetBlockHash implements RpcMethod {
  private final LedgerReads ledger;

  @Inject
  public GetBlockHash(LedgerReads ledger) {
    this.ledger = ledger;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBLOCKHASH;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    long height = params.integer("height", 0, Long.MAX_VALUE);
    return Absence.asEmpty(ledger.block(Long.toString(height), 0, 1))
        .thenApply(
            block ->
                block
                    .map(found -> Json.NODES.textNode(Json.hex(found.getRecord().getBlockHash())))
                    .orElseThrow(
                        () ->
                            new RpcException(
                                RpcError.INVALID_PARAMETER, "Block height out of range")));
  }
}
