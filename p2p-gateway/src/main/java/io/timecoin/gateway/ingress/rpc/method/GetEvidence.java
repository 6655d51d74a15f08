package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.ConsensusReads;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code getevidence}: who has signed two contents, and both of them (PROTOCOL §6.9). */
@Singleton
public final class GetEvidence implements RpcMethod {
  private static final int NOTHING_PREPARED = -1;

  private final ConsensusReads consensus;

  @Inject
  public GetEvidence(ConsensusReads consensus) {
    this.consensus = consensus;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETEVIDENCE;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return consensus
        .evidence()
        .thenApply(
            kept -> {
              ArrayNode list = Json.array();
              kept.getEvidenceList().forEach(evidence -> list.add(json(evidence)));
              return list;
            });
  }

  static ObjectNode json(Evidence evidence) {
    ConsensusMessage first = evidence.getFirst();
    ObjectNode node =
        Json.object()
            .put("signer", Json.hex(first.getSigner()))
            .put("type", type(first))
            .put("sequence", first.getSequence())
            .put("round", Integer.toUnsignedLong(first.getRound()))
            .put("seen_at", evidence.getSeenAtMillis());
    node.set("first", content(first));
    node.set("second", content(evidence.getSecond()));
    return node;
  }

  private static String type(ConsensusMessage message) {
    return VoteType.ofNumber(message.getType())
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .orElse("unknown");
  }

  /** What one of the two says, and all of it in hex, for whoever checks the signature. */
  private static ObjectNode content(ConsensusMessage message) {
    ObjectNode node =
        Json.object()
            .put("digest", Json.hex(message.getDigest()))
            .put("signature", Json.hex(message.getSignature()));
    if (VoteType.ofNumber(message.getType()).equals(Optional.of(VoteType.ROUND_CHANGE))
        && message.getPreparedRound() != NOTHING_PREPARED) {
      node.put("prepared_round", Integer.toUnsignedLong(message.getPreparedRound()));
    }
    return node.put("message", HexFormat.of().formatHex(message.toByteArray()));
  }
}
