package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.TransactionLookup;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code waittransactionfinality}: holds no thread while it waits. */
@Singleton
public final class WaitTransactionFinality implements RpcMethod {
  private static final long MAX_SECONDS = 60;
  private static final long DEFAULT_SECONDS = 30;

  private final TransactionLookup lookup;

  @Inject
  public WaitTransactionFinality(TransactionLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.WAITTRANSACTIONFINALITY;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Hash256 txid = params.hash("txid");
    long seconds = params.integer("timeout", 0, MAX_SECONDS, DEFAULT_SECONDS);
    return lookup
        .awaitEnd(txid, Duration.ofSeconds(seconds))
        .thenApply(
            found -> found.map(FinalityJson::of).orElseGet(() -> FinalityJson.unknown(txid)));
  }
}
