package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.peers.Steering;
import io.timecoin.gateway.peers.limits.BanSubject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code setban}. */
@Singleton
public final class SetBan implements RpcMethod {
  /** As in Bitcoin, and 0 means it too. */
  private static final long DAY_SECONDS = 86_400;

  private static final long LONGEST_SECONDS = 10 * 365 * DAY_SECONDS;

  private final PeerSteering peers;

  @Inject
  public SetBan(PeerSteering peers) {
    this.peers = peers;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.SETBAN;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Steering node = peers.steered();
    BanSubject subject =
        BanSubject.parse(params.text("subject"))
            .orElseThrow(
                () ->
                    new RpcException(
                        RpcError.INVALID_SUBJECT, "subject must be an IP address or a node key"));
    switch (params.text("command")) {
      case "add" -> {
        long seconds = params.integer("bantime", 0, LONGEST_SECONDS, 0);
        if (node.bans().stream().anyMatch(ban -> ban.subject().equals(subject))) {
          throw new RpcException(RpcError.NODE_ALREADY_ADDED, subject + " is banned already");
        }
        node.ban(subject, Duration.ofSeconds(seconds == 0 ? DAY_SECONDS : seconds));
      }
      case "remove" -> {
        if (!node.lift(subject)) {
          throw new RpcException(RpcError.INVALID_SUBJECT, subject + " is not banned");
        }
      }
      default -> throw RpcParams.invalid("command", "add or remove");
    }
    return CompletableFuture.completedFuture(Json.NODES.nullNode());
  }
}
