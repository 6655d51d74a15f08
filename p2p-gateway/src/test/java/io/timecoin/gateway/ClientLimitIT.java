package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
