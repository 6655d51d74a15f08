package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.lookup.PrioritySink;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code prioritisetransaction}: answers when it is durable, a moment before it counts. */
@Singleton
public final class PrioritiseTransaction implements RpcMethod {
  /** Satoshi, up or down; the mempool bounds the sum of one transaction by the same. */
  private static final long LARGEST = 10_000_000_000_000L;

  /** Transactions that have one; the mempool takes no more. */
  private static final int MOST = 10_000;

  private final OperatorRight right;
  private final MempoolReads mempool;
  private final PrioritySink priorities;

  @Inject
  public PrioritiseTransaction(OperatorRight right, MempoolReads mempool, PrioritySink priorities) {
    this.right = right;
    this.mempool = mempool;
    this.priorities = priorities;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.PRIORITISETRANSACTION;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    right.require();
    Hash256 txid = params.hash("txid");
    long satoshi = params.integer("fee_delta", -LARGEST, LARGEST);
    return mempool
        .info()
        .thenCompose(
            info -> {
              if (info.getPriorities() >= MOST) {
                throw new RpcException(
                    RpcError.INVALID_PARAMETER,
                    "%d transactions are prioritised, and no more are taken".formatted(MOST));
              }
              return priorities.prioritise(txid, satoshi);
            })
        .thenApply(_ -> Json.NODES.booleanNode(true));
  }
}
