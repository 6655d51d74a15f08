package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code addnode}. */
@Singleton
public final class AddNode implements RpcMethod {
  private final PeerSteering peers;

  @Inject
  public AddNode(PeerSteering peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.ADDNODE;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Steering node = peers.steered();
    HostAndPort address =
        HostAndPort.parse(params.text("node"))
            .orElseThrow(() -> RpcParams.invalid("node", "host:port"));
    switch (params.text("command")) {
      case "add" -> {
        if (!node.connect(address)) {
          throw already(address + " is kept connected already, or too many are");
        }
      }
      case "onetry" -> {
        if (!node.dialOnce(address)) {
          throw already(address + " is dialled already, or too many are");
        }
      }
      case "remove" -> {
        if (!node.remove(address)) {
          throw new RpcException(RpcError.NODE_NOT_ADDED, address + " was not added");
        }
      }
      default -> throw RpcParams.invalid("command", "add, remove or onetry");
    }
    return CompletableFuture.completedFuture(Json.NODES.nullNode());
  }

  private static RpcException already(String message) {
    return new RpcException(RpcError.NODE_ALREADY_ADDED, message);
  }
}
