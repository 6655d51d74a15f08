package io.timecoin.devnet.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts requests together, byte by byte, so that any part of them can be wrong. */
final class HttpBytes {
  private HttpBytes() {}

  /** A request with the right length. */
  static byte[] request(String method, String target, String contentType, byte[] body) {
    return request(method, target, contentType, Integer.toString(body.length), body);
  }

  /** A request with any length. */
  static byte[] request(
      String method, String target, String contentType, String length, byte[] body) {
    String head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n".formatted(method, target)
            + (contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n")
            + "Content-Length: "
            + length
            + "\r\n\r\n";
    return joined(head.getBytes(StandardCharsets.ISO_8859_1), body);
  }

  static byte[] get(String target) {
    return ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".formatted(target))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A body in one chunk, with any size said of it. */
  static byte[] chunked(String target, String contentType, String size, byte[] body) {
    String head =
        ("POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: %s\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n%s\r\n")
            .formatted(target, contentType, size);
    return joined(
        joined(head.getBytes(StandardCharsets.ISO_8859_1), body),
        "\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream(first.length + second.length);
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
