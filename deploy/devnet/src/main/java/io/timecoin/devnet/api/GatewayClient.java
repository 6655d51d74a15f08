package io.timecoin.devnet.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** The public API of a masternode's gateway on this machine, as any client would use it. */
public final class GatewayClient {
  /** Amounts are decimals, and stay them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;

  /**
   * An HTTP answer.
   *
   * @param body parsed JSON
   */
  public record Answer(int status, JsonNode body) {}

  public GatewayClient(int port) {
    this.base = URI.create("http://127.0.0.1:" + port + "/");
  }

  public URI base() {
    return base;
  }

  /**
   * Calls a JSON-RPC method and returns its result.
   *
   * @throws RpcFailure when the node answers with an error
   * @throws LauncherFailure when it does not answer
   */
  public JsonNode call(String method, JsonNode parameters) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", parameters);
    JsonNode answer = post("", request).body();
    JsonNode error = answer.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw new RpcFailure(error.path("code").asInt(), error.path("message").asText(), error);
    }
    return answer.path("result");
  }

  /** Calls a method with parameters in order. */
  public JsonNode call(String method, Object... parameters) {
    JsonNode list = JSON.valueToTree(List.of(parameters));
    return call(method, list);
  }

  /** {@code POST /v1/transactions}: hands transactions in; the answer has one item each. */
  public Answer submit(List<byte[]> transactions) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("transactions");
    for (byte[] transaction : transactions) {
      list.add(HexFormat.of().formatHex(transaction));
    }
    return post("v1/transactions", body);
  }

  /** {@code POST /v1/transactions/status}: where each txid or wtxid stands now. */
  public JsonNode statuses(Collection<String> ids) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("ids");
    ids.forEach(list::add);
    Answer answer = post("v1/transactions/status", body);
    if (answer.status() != 200) {
      throw new LauncherFailure("the gateway answered " + answer.status() + ": " + answer.body());
    }
    return answer.body().path("transactions");
  }

  /** {@code GET /v1/transactions/{id}}. */
  public Answer transaction(String id) {
    return send(HttpRequest.newBuilder(base.resolve("v1/transactions/" + id)).GET());
  }

  /** {@code GET /v1/seals}: certified headers that carry a seal, from a height on. */
  public Answer seals(long from) {
    return send(HttpRequest.newBuilder(base.resolve("v1/seals?from=" + from)).GET());
  }

  /**
   * {@code GET /v1/events/{topic}}: public events from a place on.
   *
   * @param topic without prefix, e.g. chain.transactions
   */
  public Answer events(String topic, long from, int index) {
    return send(
        HttpRequest.newBuilder(
                base.resolve("v1/events/%s?from=%d&index=%d".formatted(topic, from, index)))
            .GET());
  }

  private Answer post(String path, JsonNode body) {
    try {
      return send(
          HttpRequest.newBuilder(base.resolve(path))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          http.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
      JsonNode body = answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
      return new Answer(answer.statusCode(), body);
    } catch (IOException e) {
      throw new LauncherFailure(
          "the gateway at %s does not answer: %s".formatted(base, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
