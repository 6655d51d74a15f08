package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.suite.Waiting;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Connections of people in no hurry: some send a header or a body byte by byte, some say nothing at
 * all, some have closed their half. They are kept open as long as the gateway bears them.
 */
final class SlowConnections implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "GET / HT",
          "GET /v1/transactions HTTP/1.1\r\nX-",
          post("/", "Content-Length: 1000") + "{",
          post("/v1/transactions", "Content-Length: 4000000") + "{",
          post("/v1/transactions", "Transfer-Encoding: chunked") + "1\r\n{");

  private final List<Socket> dribbling = new ArrayList<>();
  private final List<Socket> silent = new ArrayList<>();
  private int opened;
  private int closed;

  private static String post(String path, String length) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n%s\r\n\r\n"
        .formatted(path, length);
  }

  /** Opens all and dribbles until told to end. */
  void run(RawHttp http, int count, Findings findings, BooleanSupplier goesOn) {
    for (int i = 0; i < count && goesOn.getAsBoolean(); i++) {
      try {
        open(http, i);
        opened++;
      } catch (IOException e) {
        findings.add("slow connection %d was not taken: %s".formatted(i, e.getMessage()));
      }
    }
    while (goesOn.getAsBoolean()) {
      dribbling.removeIf(socket -> !dribble(socket));
      Waiting.pause(PACE);
    }
    silent.forEach(this::count);
  }

  private void open(RawHttp http, int number) throws IOException {
    Socket socket = http.open();
    String beginning = BEGINNINGS.get(number % BEGINNINGS.size());
    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
    if (number % 5 == 4) {
      socket.shutdownOutput();
      silent.add(socket);
    } else if (beginning.isEmpty()) {
      silent.add(socket);
    } else {
      dribbling.add(socket);
    }
  }

  /** False when the gateway has had enough. */
  private boolean dribble(Socket socket) {
    try {
      if (isEnded(socket)) {
        throw new IOException("closed");
      }
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException e) {
      closed++;
      closeQuietly(socket);
      return false;
    }
  }

  private void count(Socket socket) {
    try {
      if (isEnded(socket)) {
        closed++;
      }
    } catch (IOException e) {
      closed++;
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  int opened() {
    return opened;
  }

  /** How many the gateway has closed. */
  int closedByGateway() {
    return closed;
  }

  @Override
  public void close() {
    dribbling.forEach(SlowConnections::closeQuietly);
    silent.forEach(SlowConnections::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
