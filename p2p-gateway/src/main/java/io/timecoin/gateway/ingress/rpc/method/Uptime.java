package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** {@code uptime}. */
@Singleton
public final class Uptime implements RpcMethod {
  private final InstantSource clock;
  private final Instant start;

  @Inject
  public Uptime(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.UPTIME;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return CompletableFuture.completedFuture(
        Json.NODES.numberNode(Duration.between(start, clock.instant()).toSeconds()));
  }
}
