package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.TransactionLookup;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code gettransactionfinality}. */
@Singleton
public final class GetTransactionFinality implements RpcMethod {
  private final TransactionLookup lookup;

  @Inject
  public GetTransactionFinality(TransactionLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETTRANSACTIONFINALITY;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Hash256 txid = params.hash("txid");
    return lookup
        .full(txid)
        .thenApply(
            found ->
                found
                    .map(FinalityJson::of)
                    .orElseThrow(
                        () ->
                            new RpcException(RpcError.NOT_FOUND, "No such transaction: " + txid)));
  }
}
