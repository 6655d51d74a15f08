package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code clearbanned}. */
@Singleton
public final class ClearBanned implements RpcMethod {
  private final PeerSteering peers;

  @Inject
  public ClearBanned(PeerSteering peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.CLEARBANNED;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    peers.steered().liftAll();
    return CompletableFuture.completedFuture(Json.NODES.nullNode());
  }
}
