package io.timecoin.gateway.ingress.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.ingress.http.RequestMetrics;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.Absence;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Answers JSON-RPC 2.0 requests: one, or a batch of them. */
@Singleton
public class RpcDispatcher {
  private static final Logger LOG = Logger.getLogger(RpcDispatcher.class);
  private static final String UNKNOWN_METHOD = "rpc_unknown";

  private final Map<RpcMethodName, RpcMethod> methods = new EnumMap<>(RpcMethodName.class);
  private final RequestMetrics metrics;
  private final int maxBatch;

  @Inject
  public RpcDispatcher(
      @jakarta.enterprise.inject.Any Instance<RpcMethod> methods,
      RequestMetrics metrics,
      GatewayConfig config) {
    this(methods.stream().toList(), metrics, config.http().maxRpcBatch());
  }

  RpcDispatcher(List<RpcMethod> methods, RequestMetrics metrics, int maxBatch) {
    methods.forEach(method -> this.methods.put(method.name(), method));
    for (RpcMethodName name : RpcMethodName.values()) {
      if (!this.methods.containsKey(name)) {
        throw new IllegalStateException("nobody answers " + name);
      }
    }
    this.metrics = metrics;
    this.maxBatch = maxBatch;
  }

  /**
   * Answers what was posted.
   *
   * @return empty when there were notifications only, which have no answer
   */
  CompletableFuture<Optional<JsonNode>> answer(JsonNode posted) {
    if (!posted.isArray()) {
      return one(posted);
    }
    if (posted.isEmpty()) {
      return invalid("an empty batch");
    }
    if (posted.size() > maxBatch) {
      return invalid("at most %d calls in a batch".formatted(maxBatch));
    }
    var answers = new ArrayList<CompletableFuture<Optional<JsonNode>>>(posted.size());
    posted.forEach(call -> answers.add(one(call)));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> together(answers));
  }

  private static Optional<JsonNode> together(List<CompletableFuture<Optional<JsonNode>>> answers) {
    ArrayNode all = Json.array();
    answers.forEach(answer -> answer.join().ifPresent(all::add));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private CompletableFuture<Optional<JsonNode>> one(JsonNode call) {
    if (!call.isObject()) {
      return invalid("a request is an object");
    }
    JsonNode id = call.get("id");
    if (id != null && !(id.isNull() || id.isTextual() || id.isNumber())) {
      return invalid("id is a string, a number or null");
    }
    if (!call.path("jsonrpc").asText().equals("2.0")) {
      return answered(id == null ? Json.NODES.nullNode() : id, "jsonrpc must be \"2.0\"");
    }
    if (!call.path("method").isTextual()) {
      return answered(id == null ? Json.NODES.nullNode() : id, "method is a string");
    }
    return called(call)
        .handle(
            (result, failure) ->
                // A request without id is a notification.
                id == null ? Optional.empty() : Optional.of(answer(id, result, failure)));
  }

  private CompletableFuture<JsonNode> called(JsonNode call) {
    Optional<RpcMethodName> name = RpcMethodName.of(call.get("method").textValue());
    if (name.isEmpty()) {
      metrics.count(UNKNOWN_METHOD, RpcError.METHOD_NOT_FOUND.name());
      return CompletableFuture.failedFuture(
          new RpcException(
              RpcError.METHOD_NOT_FOUND, "there is no such method; help lists them all"));
    }
    return call(name.get(), call.get("params"))
        .whenComplete((_, failure) -> count(name.get(), failure));
  }

  private CompletableFuture<JsonNode> call(RpcMethodName name, JsonNode params) {
    try {
      return methods.get(name).call(RpcParams.bind(name, params));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void count(RpcMethodName name, Throwable failure) {
    if (failure == null) {
      metrics.count("rpc_" + name.text(), "ok");
      return;
    }
    RpcError error = RpcException.of(failure).error();
    metrics.count("rpc_" + name.text(), error.name());
    if (error == RpcError.INTERNAL_ERROR) {
      LOG.errorf(Absence.cause(failure), "method=%s failed", name.text());
    }
  }

  private static CompletableFuture<Optional<JsonNode>> invalid(String message) {
    return answered(Json.NODES.nullNode(), message);
  }

  private static CompletableFuture<Optional<JsonNode>> answered(JsonNode id, String message) {
    return CompletableFuture.completedFuture(
        Optional.of(answer(id, null, new RpcException(RpcError.INVALID_REQUEST, message))));
  }

  static JsonNode answer(JsonNode id, JsonNode result, Throwable failure) {
    ObjectNode answer = Json.object().put("jsonrpc", "2.0");
    if (failure == null) {
      answer.set("result", result);
    } else {
      answer.set("error", RpcException.of(failure).toJson());
    }
    answer.set("id", id);
    return answer;
  }
}
