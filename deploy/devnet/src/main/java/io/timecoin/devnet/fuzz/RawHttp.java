package io.timecoin.devnet.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** HTTP as no client library sends it: bytes out, status in. One connection per request. */
record RawHttp(int port) {
  private static final int CONNECT_MILLIS = 5_000;

  /** Longer than any method here may wait. */
  private static final int ANSWER_MILLIS = 20_000;

  /** For what is not complete: the gateway is not made to say anything. */
  private static final int PATIENCE_MILLIS = 500;

  private static final int LONGEST_LINE = 16_384;

  /** What came back. */
  sealed interface Answer {
    /** A status line and all that followed it. */
    record Status(int code) implements Answer {}

    /** The connection ended without an answer. */
    record Ended(String how) implements Answer {}

    /** Nothing came in time. */
    record Silence() implements Answer {}
  }

  Answer send(FuzzRequest request) {
    try (var socket = open()) {
      boolean due = request.due() == FuzzRequest.Due.ANSWER;
      socket.setSoTimeout(due ? ANSWER_MILLIS : PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request.bytes());
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // Answered before all was sent: the answer may be there.
        return read(socket.getInputStream());
      }
      return read(socket.getInputStream());
    } catch (SocketTimeoutException e) {
      return new Answer.Silence();
    } catch (IOException e) {
      return new Answer.Ended(String.valueOf(e.getMessage()));
    }
  }

  /** A connection that says nothing yet. */
  Socket open() throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Answer read(InputStream stream) throws IOException {
    var input = new BufferedInputStream(stream);
    String line = line(input);
    while (line.startsWith("HTTP/1.1 100")) {
      String blank = line(input);
      line = blank.isEmpty() ? line(input) : blank;
    }
    if (line.isEmpty()) {
      return new Answer.Ended("closed without an answer");
    }
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
      return new Answer.Ended("no HTTP: " + line.substring(0, Math.min(60, line.length())));
    }
    // What follows must come, but means nothing here: requests ask for "Connection: close".
    long unused = input.transferTo(java.io.OutputStream.nullOutputStream());
    return new Answer.Status(Integer.parseInt(words[1]));
  }

  private static String line(InputStream input) throws IOException {
    var line = new StringBuilder();
    for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) next);
      }
    }
    return line.toString().strip();
  }
}
