package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.proto.internal.v1.Priority;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getprioritisedtransactions}. */
@Singleton
public final class GetPrioritisedTransactions implements RpcMethod {
  private final MempoolReads mempool;

  @Inject
  public GetPrioritisedTransactions(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETPRIORITISEDTRANSACTIONS;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return mempool.priorities().thenApply(GetPrioritisedTransactions::json);
  }

  static JsonNode json(PriorityList list) {
    ObjectNode all = Json.object();
    for (Priority priority : list.getPrioritiesList()) {
      ObjectNode node = all.putObject(Json.hex(priority.getTxid()));
      node.put("fee_delta", priority.getSatoshi());
      node.put("in_mempool", priority.hasRankedFee());
      if (priority.hasRankedFee()) {
        node.put("modified_fee", priority.getRankedFee());
      }
    }
    return all;
  }
}
