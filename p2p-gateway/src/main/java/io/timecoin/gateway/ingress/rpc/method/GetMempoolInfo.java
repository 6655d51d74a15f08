package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getmempoolinfo}. */
@Singleton
public final class GetMempoolInfo implements RpcMethod {
  private final MempoolReads mempool;

  @Inject
  public GetMempoolInfo(MempoolReads mempool) {
    this.mempool = mempool;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETMEMPOOLINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return mempool.info().thenApply(GetMempoolInfo::json);
  }

  static JsonNode json(MempoolInfo info) {
    ObjectNode node = Json.object();
    node.put("loaded", true);
    node.put("size", info.getTransactions());
    node.put("bytes", info.getBytes());
    Json.amount(node, "total_fee", "total_fee_satoshi", info.getFees());
    node.put("maxsize", info.getMaxTransactions());
    node.put("maxmempool", info.getMaxBytes());
    Json.amount(node, "mempoolminfee", "mempoolminfee_satoshi", info.getFloorPerKilobyte());
    if (info.getDisplacingPerKilobyte() > 0) {
      Json.amount(node, "displacingfee", "displacingfee_satoshi", info.getDisplacingPerKilobyte());
    }
    node.put("expiry", info.getExpiryMillis() / 1_000);
    node.put("maxchain", info.getChainDepth());
    node.put("maxchainbytes", info.getChainBytes());
    node.put("orphans", info.getOrphans());
    node.put("maxorphans", info.getMaxOrphans());
    node.put("keptaside", info.getKeptAside());
    node.put("maxkeptaside", info.getMaxKeptAside());
    node.put("prioritised", info.getPriorities());
    node.put("sequence", info.getSequence());
    node.put("digest", Json.hex(info.getDigest()));
    node.put("txouts", info.getUtxoCount());
    node.put("epoch", info.getEpoch());
    return node;
  }
}
