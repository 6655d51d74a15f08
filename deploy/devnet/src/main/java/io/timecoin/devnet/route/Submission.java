package io.timecoin.devnet.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A client that hands in payments through {@code POST /v1/transactions} as bytes, over connections
 * that stay open. Thread-safe.
 */
final class Submission implements AutoCloseable {
  /** A status that HTTP does not have: the connection failed, and nobody knows what was taken. */
  static final int NO_ANSWER = 0;

  static final int TAKEN = 202;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final byte[] REJECTED = "\"rejected\"".getBytes(StandardCharsets.US_ASCII);

  private final HttpClient http;

  /**
   * What became of a request.
   *
   * @param status of HTTP, or {@link #NO_ANSWER}
   * @param error the gateway's name for why nothing was taken; empty when it was, or did not say
   * @param retryAfter whether the answer says when to come again
   * @param rejected by their place in the request, those that have come to their end already; none
   *     unless the status is {@link #TAKEN}
   */
  record Answer(int status, String error, boolean retryAfter, List<Integer> rejected) {
    boolean isTaken() {
      return status == TAKEN;
    }
  }

  /**
   * A client.
   *
   * @param from the address of this machine that it comes from; empty for any
   */
  Submission(Optional<InetAddress> from) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    from.ifPresent(builder::localAddress);
    http = builder.build();
  }

  /** Where a gateway on this machine takes transactions. */
  static URI door(URI gateway) {
    return gateway.resolve("v1/transactions");
  }

  /** Sends one body and waits for the answer. */
  Answer send(URI door, byte[] body) {
    var request =
        HttpRequest.newBuilder(door)
            .header("content-type", "application/octet-stream")
            .timeout(LIMIT)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return answer(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return new Answer(NO_ANSWER, "", false, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(NO_ANSWER, "", false, List.of());
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) throws IOException {
    boolean retryAfter = response.headers().firstValue("Retry-After").isPresent();
    boolean isTaken = response.statusCode() == TAKEN;
    return new Answer(
        response.statusCode(),
        isTaken ? "" : error(response.body()),
        retryAfter,
        isTaken ? rejected(response.body()) : List.of());
  }

  private static String error(byte[] body) {
    try {
      return JSON.readTree(body).path("error").asText();
    } catch (IOException e) {
      return "";
    }
  }

  /** Nearly every answer rejects nothing: looking for the word costs a tenth of reading JSON. */
  static List<Integer> rejected(byte[] body) throws IOException {
    if (!contains(body, REJECTED)) {
      return List.of();
    }
    JsonNode items = JSON.readTree(body).path("transactions");
    var rejected = new ArrayList<Integer>();
    for (int i = 0; i < items.size(); i++) {
      if (items.path(i).path("status").asText().equals("rejected")) {
        rejected.add(i);
      }
    }
    return rejected;
  }

  private static boolean contains(byte[] text, byte[] word) {
    for (int at = 0; at <= text.length - word.length; at++) {
      // Quotes are one character of five.
      if (text[at] == word[0] && text[at + 1] == word[1] && matches(text, at, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] text, int at, byte[] word) {
    return Arrays.equals(text, at, at + word.length, word, 0, word.length);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
