package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getblockchaininfo}. */
@Singleton
public final class GetBlockchainInfo implements RpcMethod {
  private final LedgerReads ledger;
  private final Genesis genesis;

  @Inject
  public GetBlockchainInfo(LedgerReads ledger, Genesis genesis) {
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBLOCKCHAININFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return ledger.head().thenApply(this::info);
  }

  private JsonNode info(ChainHead head) {
    long time = ChainHeads.blockHeader(head).timestamp();
    return Json.object()
        .put("chain", genesis.network().label())
        .put("name", genesis.document().name())
        .put("genesis_hash", genesis.hash().toString())
        .put("block_interval", genesis.document().intervalSeconds())
        .put("blocks", head.getHeight())
        .put("headers", head.getHeight())
        .put("bestblockhash", Json.hex(head.getBlockHash()))
        .put("time", time)
        // No block is ever replaced, so the last one's time is the chain's.
        .put("mediantime", time)
        .put("sequence", head.getSequence())
        .put("digest", Json.hex(head.getDigest()))
        .put("microblock_time_millis", head.getTimeMillis())
        .put("initialblockdownload", false)
        .put("warnings", "");
  }
}
