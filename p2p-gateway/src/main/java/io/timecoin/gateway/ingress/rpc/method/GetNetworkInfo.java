package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNode;
import io.timecoin.gateway.peers.PeerSettings;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code getnetworkinfo}. */
@Singleton
public final class GetNetworkInfo implements RpcMethod {
  private final Peers peers;

  @Inject
  public GetNetworkInfo(Peers peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETNETWORKINFO;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return CompletableFuture.completedFuture(
        peers
            .node()
            .map(GetNetworkInfo::json)
            .orElseGet(() -> Json.object().put("networkactive", false).put("connections", 0)));
  }

  static ObjectNode json(PeerNode node) {
    PeerSettings settings = node.settings();
    List<Peer> connected = node.connected();
    long outbound = connected.stream().filter(Peer::outbound).count();
    Steering steering = node.steering();
    Steering.Kept kept = steering.kept();
    return Json.object()
        .put("networkactive", true)
        .put("subversion", settings.agent())
        .put("node_key", node.nodeKey().toString())
        .put("listen", settings.listen().map(HostAndPort::toString).orElse(null))
        .put(
            "advertise",
            settings.advertise().or(settings::listen).map(HostAndPort::toString).orElse(null))
        .put("discover", settings.discover())
        .put("connections", connected.size())
        .put("connections_in", connected.size() - outbound)
        .put("connections_out", outbound)
        .put(
            "members",
            connected.stream().flatMap(peer -> peer.member().stream()).distinct().count())
        .put("configured", kept.configured())
        .put("configured_connected", kept.connected())
        .put("known_addresses", steering.knownAddresses())
        .put("banned", steering.bans().size());
  }
}
