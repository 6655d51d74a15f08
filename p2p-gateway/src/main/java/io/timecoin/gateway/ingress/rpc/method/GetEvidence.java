package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.ConsensusReads;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getevidence} (PROTOCOL §6.9). */
@Singleton
public final class GetEvidence implements RpcMethod {
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
            list -> {
              var all = Json.array();
              list.getEvidenceList().forEach(evidence -> all.add(json(evidence)));
              return all;
            });
  }

  private static ObjectNode json(Evidence evidence) {
    ConsensusMessage first = evidence.getFirst();
    var json =
        Json.object()
            .put("member", Json.hex(first.getSigner()))
            .put("type", first.getType())
            .put("sequence", first.getSequence())
            .put("round", Integer.toUnsignedLong(first.getRound()))
            .put("seen_at_millis", evidence.getSeenAtMillis());
    json.set("first", message(first));
    json.set("second", message(evidence.getSecond()));
    return json;
  }

  private static ObjectNode message(ConsensusMessage message) {
    return Json.object()
        .put("digest", Json.hex(message.getDigest()))
        .put("signature", Json.hex(message.getSignature()))
        .put("message", Json.hex(message.toByteString()));
  }
}
