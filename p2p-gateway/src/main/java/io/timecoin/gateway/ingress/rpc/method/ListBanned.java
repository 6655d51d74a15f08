package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.limits.Ban;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code listbanned}. */
@Singleton
public final class ListBanned implements RpcMethod {
  private final Peers peers;
  private final InstantSource clock;

  @Inject
  public ListBanned(Peers peers, InstantSource clock) {
    this.peers = peers;
    this.clock = clock;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.LISTBANNED;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    ArrayNode list = Json.array();
    Instant now = clock.instant();
    peers
        .node()
        .map(node -> node.steering().bans())
        .orElse(List.of())
        .forEach(ban -> list.add(json(ban, now)));
    return CompletableFuture.completedFuture(list);
  }

  static ObjectNode json(Ban ban, Instant now) {
    return Json.object()
        .put("address", ban.subject().toString())
        .put("ban_created", ban.since().getEpochSecond())
        .put("banned_until", ban.until().getEpochSecond())
        .put("ban_duration", Duration.between(ban.since(), ban.until()).toSeconds())
        .put("time_remaining", Math.max(0, Duration.between(now, ban.until()).toSeconds()))
        .put("ban_reason", ban.reason());
  }
}
