package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/**
 * {@code estimatesmartfee}. Its target is a time: what Bitcoin counts in blocks is final here in a
 * fraction of a second, and a number of microblocks would promise none.
 */
@Singleton
public final class EstimateSmartFee implements RpcMethod {
  private static final long DEFAULT_SECONDS = 1;

  /** The longest that a transaction waits unless configured otherwise. */
  private static final long MOST_SECONDS = 7_200;

  private final MempoolReads mempool;

  @Inject
  public EstimateSmartFee(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.ESTIMATESMARTFEE;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    long seconds = params.integer("conf_target", 1, MOST_SECONDS, DEFAULT_SECONDS);
    return mempool.feeEstimate(seconds).thenApply(estimate -> json(estimate, seconds));
  }

  static JsonNode json(FeeEstimate estimate, long asked) {
    ObjectNode node = Json.object();
    if (estimate.hasPerKilobyte()) {
      Json.amount(node, "feerate", "feerate_satoshi", estimate.getPerKilobyte());
      return node.put("seconds", estimate.getSeconds());
    }
    node.putArray("errors").add(estimate.getUnknown());
    return node.put("seconds", asked);
  }
}
