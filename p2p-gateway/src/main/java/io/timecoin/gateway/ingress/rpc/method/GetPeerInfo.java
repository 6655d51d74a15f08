package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code getpeerinfo}: nobody where no peers are configured. */
@Singleton
public final class GetPeerInfo implements RpcMethod {
  private static final double MICROS_PER_SECOND = 1e6;

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
    ArrayNode list = Json.array();
    peers
        .node()
        .map(node -> node.steering().infos())
        .orElse(List.of())
        .forEach(info -> list.add(json(info)));
    return CompletableFuture.completedFuture(list);
  }

  static ObjectNode json(PeerInfo info) {
    Peer peer = info.peer();
    ObjectNode node =
        Json.object()
            .put("id", peer.id())
            .put("node_key", peer.nodeKey().toString())
            .put("member", peer.member().map(Object::toString).orElse(null))
            .put("addr", peer.address())
            .put("listen", info.listen().orElse(null))
            .put("inbound", !peer.outbound())
            .put("subver", info.agent())
            .put("conntime", info.since().getEpochSecond())
            .put("starting_sequence", info.greeted().sequence())
            .put("starting_digest", info.greeted().digest().toString())
            .put("bytessent", info.bytesSent())
            .put("bytesrecv", info.bytesReceived())
            .put("waiting_bytes", info.waitingBytes())
            .put("dropped", info.dropped())
            .put("banscore", info.score());
    // As in Bitcoin: no ping has come back yet, then there is no such field.
    if (info.pingMicros() >= 0) {
      node.put("pingtime", info.pingMicros() / MICROS_PER_SECOND);
    }
    return node;
  }
}
