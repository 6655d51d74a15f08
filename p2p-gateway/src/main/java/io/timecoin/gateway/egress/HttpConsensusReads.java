package io.timecoin.gateway.egress;

import io.quarkus.runtime.Startup;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.lookup.ConsensusReads;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import io.timecoin.protocol.proto.internal.v1.EvidenceList;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Asks the consensus service by HTTP. */
@Startup
@Singleton
public final class HttpConsensusReads extends HttpReads implements ConsensusReads {

  @Inject
  public HttpConsensusReads(NodeConfig node, GatewayConfig config) {
    super("consensus", node.consensusUrls(), node, config);
  }

  @Override
  public CompletableFuture<ConsensusState> state() {
    return reads.get("/internal/v1/consensus", ConsensusState.parser());
  }

  @Override
  public CompletableFuture<EvidenceList> evidence() {
    return reads.get("/internal/v1/consensus/evidence", EvidenceList.parser());
  }
}
