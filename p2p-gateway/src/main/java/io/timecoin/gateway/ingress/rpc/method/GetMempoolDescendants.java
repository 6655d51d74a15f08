package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.lookup.MempoolReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getmempooldescendants}. */
@Singleton
public final class GetMempoolDescendants implements RpcMethod {
  private final MempoolReads mempool;

  @Inject
  public GetMempoolDescendants(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETMEMPOOLDESCENDANTS;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    boolean verbose = params.flag("verbose", false);
    return mempool
        .descendants(params.hash("txid"), verbose)
        .thenApply(entries -> MempoolEntryJson.all(entries, verbose));
  }
}
