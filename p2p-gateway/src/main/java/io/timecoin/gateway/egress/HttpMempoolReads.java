package io.timecoin.gateway.egress;

import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Asks the mempool service by HTTP. */
@Singleton
public final class HttpMempoolReads extends HttpReads implements MempoolReads {

  @Inject
  public HttpMempoolReads(NodeConfig node, GatewayConfig config) {
    super("mempool", node.mempoolUrls(), node, config);
  }

  @Override
  public CompletableFuture<MempoolInfo> info() {
    return reads.get("/internal/v1/mempool", MempoolInfo.parser());
  }

  @Override
  public CompletableFuture<MempoolPage> transactions(int limit) {
    return reads.get("/internal/v1/mempool/transactions?limit=" + limit, MempoolPage.parser());
  }

  @Override
  public CompletableFuture<MempoolTransaction> transaction(Hash256 txid) {
    return reads.get("/internal/v1/mempool/transactions/" + txid, MempoolTransaction.parser());
  }

  @Override
  public CompletableFuture<OutpointState> outpoint(OutPoint outpoint) {
    return reads.get("/internal/v1/mempool/" + path(outpoint), OutpointState.parser());
  }

  @Override
  public CompletableFuture<byte[]> body(Hash256 wtxid) {
    return reads.bytes("/internal/v1/mempool/bodies/" + wtxid);
  }

  @Override
  public CompletableFuture<FetchedProposal> proposal(Hash256 digest) {
    return reads.get("/internal/v1/mempool/proposals/" + digest, FetchedProposal.parser());
  }
}
