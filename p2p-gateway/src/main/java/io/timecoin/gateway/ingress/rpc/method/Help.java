package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** {@code help}. */
@Singleton
public final class Help implements RpcMethod {
  @Override
  public RpcMethodName name() {
    return RpcMethodName.HELP;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    String text =
        params.find("command").isPresent()
            ? line(
                RpcMethodName.of(params.text("command"))
                    .orElseThrow(
                        () ->
                            new RpcException(RpcError.INVALID_PARAMETER, "help: unknown command")))
            : Arrays.stream(RpcMethodName.values())
                .map(Help::line)
                .collect(Collectors.joining("\n"));
    return CompletableFuture.completedFuture(Json.NODES.textNode(text));
  }

  private static String line(RpcMethodName method) {
    return method.usage() + "\n    " + method.summary();
  }
}
