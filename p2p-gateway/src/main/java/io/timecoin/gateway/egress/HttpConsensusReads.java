package io.timecoin.gateway.egress;

import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.lookup.ConsensusReads;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Asks the consensus service by HTTP. */
@Singleton
public final class HttpConsensusReads implements ConsensusReads, Capability {
  private final BoundedReads reads;

  @Inject
  public HttpConsensusReads(NodeConfig node, GatewayConfig config) {
    this.reads =
        new BoundedReads(
            "consensus",
            node.consensusUrl(),
            node.internalDeadline(),
            config.reads().concurrency(),
            config.reads().waiting());
  }

  @Override
  public CompletableFuture<ConsensusState> state() {
    return reads.get("/internal/v1/consensus", ConsensusState.parser());
  }

  @Override
  public String name() {
    return "consensus-queries";
  }

  @Override
  public CapabilityStatus status() {
    return ReadStatus.of(reads);
  }

  @PreDestroy
  void close() {
    reads.close();
  }
}
