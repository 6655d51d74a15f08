package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.lookup.MempoolReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getmempoolentry}. */
@Singleton
public final class GetMempoolEntry implements RpcMethod {
  private final MempoolReads mempool;

  @Inject
  public GetMempoolEntry(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETMEMPOOLENTRY;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return mempool.entry(params.hash("txid")).thenApply(MempoolEntryJson::of);
  }
}
