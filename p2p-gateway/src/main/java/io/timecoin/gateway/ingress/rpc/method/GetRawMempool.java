package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getrawmempool}. */
@Singleton
public final class GetRawMempool implements RpcMethod {
  private static final int MAX_TRANSACTIONS = 10_000;
  private static final int DEFAULT_TRANSACTIONS = 1_000;

  private final MempoolReads mempool;

  @Inject
  public GetRawMempool(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETRAWMEMPOOL;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    boolean verbose = params.flag("verbose", false);
    int limit = (int) params.integer("limit", 1, MAX_TRANSACTIONS, DEFAULT_TRANSACTIONS);
    return mempool.transactions(limit).thenApply(page -> verbose ? verbose(page) : txids(page));
  }

  private static JsonNode txids(MempoolPage page) {
    ArrayNode txids = Json.array();
    page.getTransactionsList().forEach(pooled -> txids.add(Json.hex(pooled.getTxid())));
    return txids;
  }

  private static JsonNode verbose(MempoolPage page) {
    ObjectNode all = Json.object();
    for (MempoolTransaction pooled : page.getTransactionsList()) {
      ObjectNode node = all.putObject(Json.hex(pooled.getTxid()));
      node.put("wtxid", Json.hex(pooled.getWtxid()));
      node.put("size", pooled.getSize());
      Json.amount(node, "fee", "fee_satoshi", pooled.getFee());
      node.put("time", pooled.getSinceMillis() / 1_000);
      ArrayNode depends = node.putArray("depends");
      pooled.getParentsList().forEach(parent -> depends.add(Json.hex(parent)));
    }
    return all;
  }
}
