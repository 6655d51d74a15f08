package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.ConsensusReads;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.proto.internal.v1.CommitteeMember;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** {@code masternodelist}. */
@Singleton
public final class MasternodeList implements RpcMethod {
  private final ConsensusReads consensus;

  @Inject
  public MasternodeList(ConsensusReads consensus) {
    this.consensus = consensus;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.MASTERNODELIST;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return consensus
        .state()
        .thenApply(
            state -> {
              ArrayNode list = Json.array();
              state.getMembersList().forEach(member -> list.add(json(member)));
              return list;
            });
  }

  private static ObjectNode json(CommitteeMember member) {
    return Json.object()
        .put("consensus_key", Json.hex(member.getConsensusKey()))
        .put(
            "tier",
            Tier.ofNumber(member.getTier())
                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                .orElse("unknown"))
        .put("weight", Integer.toUnsignedLong(member.getWeight()))
        .put("owner", member.getOwner())
        .put("reward", member.getReward())
        .put("endpoint", member.getEndpoint());
  }
}
