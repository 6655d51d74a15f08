package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** {@code disconnectnode}. */
@Singleton
public final class DisconnectNode implements RpcMethod {
  private final PeerSteering peers;

  @Inject
  public DisconnectNode(PeerSteering peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.DISCONNECTNODE;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Steering node = peers.steered();
    if (node.disconnect(which(params)) == 0) {
      throw new RpcException(RpcError.NODE_NOT_CONNECTED, "no such peer is connected");
    }
    return CompletableFuture.completedFuture(Json.NODES.nullNode());
  }

  private static Predicate<Peer> which(RpcParams params) {
    // Bitcoin's callers give an empty address where they mean the number.
    boolean byAddress = params.find("address").filter(text -> !text.asText().isEmpty()).isPresent();
    if (byAddress == params.find("nodeid").isPresent()) {
      throw new RpcException(RpcError.INVALID_PARAMS, "either address or nodeid is given");
    }
    if (byAddress) {
      String text = params.text("address");
      return peer -> peer.address().equals(text) || peer.nodeKey().toString().equals(text);
    }
    long id = params.integer("nodeid", 0, Long.MAX_VALUE);
    return peer -> peer.id() == id;
  }
}
