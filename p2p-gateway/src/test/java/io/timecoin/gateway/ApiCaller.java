package io.timecoin.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.view.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Calls the gateway as any client would. */
public final class ApiCaller {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  /** An answer. */
  public record Answer(int status, JsonNode body) {}

  public ApiCaller(URI base) {
    this.base = base;
  }

  public Answer post(String path, String contentType, byte[] body) throws Exception {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  public Answer json(String path, String body) throws Exception {
    return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  /** Hands in transactions as hex. */
  public Answer submit(byte[]... transactions) throws Exception {
    String list =
        Arrays.stream(transactions)
            .map(raw -> '"' + HexFormat.of().formatHex(raw) + '"')
            .collect(Collectors.joining(","));
    return json("/v1/transactions", "{\"transactions\":[%s]}".formatted(list));
  }

  /** One RPC call; the whole answer. */
  public JsonNode rpc(String method, String params) throws Exception {
    return json(
            "/",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                .formatted(method, params.replace('\'', '"')))
        .body();
  }

  /** The same for a lambda. */
  public JsonNode call(String method, String params) {
    try {
      return rpc(method, params);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Asks until the answer is as wanted, or a deadline that only a failure reaches. */
  public Answer until(String path, Predicate<Answer> wanted) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    Answer answer = get(path);
    while (!wanted.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(path + " still answers " + answer);
      }
      answer = get(path);
    }
    return answer;
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(request.timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
  }
}
