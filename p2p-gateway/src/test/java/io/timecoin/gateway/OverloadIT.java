package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway behind which nothing comes to its end, with room for one transaction. */
@QuarkusTest
@QuarkusTestResource(GatewayBackends.class)
@TestProfile(OverloadIT.RoomForOne.class)
class OverloadIT extends RunningGateway {
  private static final Duration A_WHILE = Duration.ofMillis(300);
  private static final int ATTEMPTS = 50;

  public static final class RoomForOne implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "timecoin.gateway.intake.least-unfinished", "1",
          "timecoin.gateway.intake.trickle-bytes-per-second", "1024");
    }
  }

  /** Its body was collected first, from every client of a flood at once. */
  @Test
  void itIsToldBeforeItsBodyIsRead() throws Exception {
    Optional<String> answer = Optional.empty();
    for (int i = 0; i < ATTEMPTS && answer.isEmpty(); i++) {
      // The window is full, and the trickle used up, until a second later.
      ApiCaller.Answer whole = api.submit(Fixtures.payment(10_000 + i).encode());
      assertThat(whole.status()).isIn(202, 503);
      answer = answerToHeader();
    }

    assertThat(answer)
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\nRetry-After: 1\n")
                    .contains("OVERLOADED"));
  }

  /** What comes to a header whose body is not sent; empty when nothing does. */
  private Optional<String> answerToHeader() throws IOException {
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout((int) A_WHILE.toMillis());
      socket
          .getOutputStream()
          .write(
              "POST /v1/transactions HTTP/1.1\r\nHost: test\r\nContent-Type: application/octet-stream\r\nContent-Length: 30000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      // The answer's body is one line of JSON without an end.
      while (answer.indexOf("}") < 0) {
        int next = lines.read();
        if (next < 0) {
          break;
        }
        answer.append((char) next);
      }
      return Optional.of(answer.toString().replace("\r\n", "\n"));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }
}
