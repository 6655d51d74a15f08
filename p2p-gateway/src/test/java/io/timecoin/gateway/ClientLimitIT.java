package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that asks for more than its share, beside one that does not. */
@QuarkusTest
@QuarkusTestResource(GatewayBackends.class)
class ClientLimitIT {
  /** More than all that may be sent at once, in so many requests. */
  private static final int REQUESTS = 8;

  private static final int BYTES = 512 << 10;

  @TestHTTPResource("/")
  URI base;

  private ApiCaller other;

  @BeforeEach
  void ready() throws Exception {
    other = new ApiCaller(base);
    other.until("/q/health/ready", answer -> answer.status() == 200);
  }

  @Test
  void itIsToldWhenToComeAgainAndOthersAreServed() throws Exception {
    flood("127.0.0.9", HttpRequest.BodyPublishers.ofByteArray(new byte[BYTES]));
  }

  /** It was counted as the least request. */
  @Test
  void aBodyThatDoesNotSayItsLengthIsCountedToo() throws Exception {
    flood(
        "127.0.0.8",
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[BYTES])));
  }

  @Test
  void theConnectionOfASmallRefusedRequestIsKept() throws Exception {
    try (var socket =
        new Socket(base.getHost(), base.getPort(), InetAddress.ofLiteral("127.0.0.7"), 0)) {
      socket.setSoTimeout(30_000);
      byte[] body = new byte[60 << 10];
      byte[] head =
          "POST /v1/transactions HTTP/1.1\r\nHost: test\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length)
              .getBytes(StandardCharsets.US_ASCII);
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var statuses = new ArrayList<String>();
      for (int i = 0; i < 30; i++) {
        socket.getOutputStream().write(head);
        socket.getOutputStream().write(body);
        statuses.add(status(answers));
      }

      assertThat(statuses.getFirst()).isEqualTo("400");
      assertThat(statuses.subList(28, 30)).containsExactly("429", "429");
    }
  }

  /** Reads one answer. */
  private static String status(BufferedReader answers) throws IOException {
    String first = answers.readLine();
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    char[] text = new char[length];
    for (int read = 0; read < length; ) {
      read += answers.read(text, read, length - read);
    }
    return first.substring(9, 12);
  }

  private void flood(String address, HttpRequest.BodyPublisher body) throws Exception {
    try (HttpClient flooder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral(address))
            .build()) {
      HttpResponse<String> answer = null;
      int taken = 0;
      for (int i = 0; i < REQUESTS && (answer == null || answer.statusCode() != 429); i++) {
        answer = flooder.send(junk(body), HttpResponse.BodyHandlers.ofString());
        taken += answer.statusCode() == 400 ? 1 : 0;
      }

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(taken).isPositive();
      assertThat(answer.body()).contains("CLIENT_LIMIT");
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      assertThat(other.get("/v1/transactions/" + "00".repeat(32)).status()).isNotEqualTo(429);
      assertThat(
              flooder
                  .send(
                      HttpRequest.newBuilder(base.resolve("/q/health/live")).build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private HttpRequest junk(HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(base.resolve("/v1/transactions"))
        .header("Content-Type", "application/octet-stream")
        .POST(body)
        .build();
  }
}
