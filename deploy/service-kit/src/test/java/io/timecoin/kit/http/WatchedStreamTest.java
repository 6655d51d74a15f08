package io.timecoin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, as it is used: closing must wake whoever waits for the network. */
final class WatchedStreamTest {
  private static final Duration SILENCE = Duration.ofMillis(400);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/slow",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10; i++) {
              exchange.getResponseBody().write(i);
              exchange.getResponseBody().flush();
              pause(SILENCE.dividedBy(4));
            }
          }
        });
    server.createContext(
        "/stalled",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(7);
            exchange.getResponseBody().flush();
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    client.shutdownNow();
    server.stop(0);
  }

  @Test
  void aStreamThatComesSlowlyIsReadToItsEnd() throws Exception {
    try (var stream = open("/slow")) {
      assertThat(stream.readAllBytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void aReaderIsNotHurried() throws Exception {
    try (var stream = open("/slow")) {
      assertThat(stream.read()).isZero();
      pause(SILENCE.multipliedBy(3));
      assertThat(stream.readAllBytes()).hasSize(9);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  /** A mempool whose ledger had stopped in the middle would have waited for it for ever. */
  @Test
  void aStreamThatStallsFailsAndSaysWhy() throws Exception {
    try (var stream = open("/stalled")) {
      assertThat(stream.read()).isEqualTo(7);

      assertThatThrownBy(stream::read)
          .isInstanceOf(IOException.class)
          .hasMessage("nothing came for 400 ms");
    }
  }

  private InputStream open(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
            .build();
    return new WatchedStream(
        client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), SILENCE);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
