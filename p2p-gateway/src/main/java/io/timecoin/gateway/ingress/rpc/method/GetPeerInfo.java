package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.PeerInfo;
import io.timecoin.gateway.peers.PeerNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code getpeerinfo}. */
@Singleton
public final class GetPeerInfo implements RpcMethod {
  private final Peers peers;

  @Inject
  public GetPeerInfo(Peers peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETPEERINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    var all = Json.array();
    peers.node().map(PeerNode::infos).orElse(List.of()).forEach(info -> all.add(json(info)));
    return CompletableFuture.completedFuture(all);
  }

  private static ObjectNode json(PeerInfo info) {
    var json =
        Json.object()
            .put("id", info.peer().id())
            .put("addr", info.peer().address())
            .put("node_key", info.peer().nodeKey().toString())
            .put("member", info.peer().member().map(Object::toString).orElse(null))
            .put("inbound", !info.peer().outbound())
            .put("listen", info.listen().orElse(null))
            .put("agent", info.agent())
            .put("connected_since", info.since().getEpochSecond())
            .put("sequence_at_hello", info.greeted().sequence())
            .put("bytes_sent", info.bytesSent())
            .put("bytes_received", info.bytesReceived())
            .put("bytes_waiting", info.waitingBytes())
            .put("dropped", info.dropped())
            .put("score", info.score());
    if (info.pingMicros() >= 0) {
      json.put("ping_micros", info.pingMicros());
    }
    return json;
  }
}
