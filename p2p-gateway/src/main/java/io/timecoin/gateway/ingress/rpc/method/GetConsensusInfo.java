package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.ConsensusReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getconsensusinfo}. */
@Singleton
public final class GetConsensusInfo implements RpcMethod {
  private final ConsensusReads consensus;

  @Inject
  public GetConsensusInfo(ConsensusReads consensus) {
    this.consensus = consensus;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETCONSENSUSINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return consensus
        .state()
        .thenApply(
            state ->
                Json.object()
                    .put("consensus_key", Json.hex(state.getConsensusKey()))
                    .put("role", state.getRole())
                    .put("reason", state.getReason())
                    .put("epoch", state.getEpoch())
                    .put("sequence", state.getSequence())
                    .put("round", Integer.toUnsignedLong(state.getRound()))
                    .put("leader", Json.hex(state.getLeader()))
                    .put("last_digest", Json.hex(state.getLastDigest()))
                    .put("committee_hash", Json.hex(state.getCommitteeHash()))
                    .put("members", state.getMembersCount()));
  }
}
