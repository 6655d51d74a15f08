package io.timecoin.devnet.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts requests together, byte by byte, so that any part of them can be wrong. */
final class HttpBytes {
  private static final String CHUNKED = field("Transfer-Encoding", "chunked");

  private HttpBytes() {}

  /** A request with the right length. */
  static byte[] request(String method, String target, String contentType, byte[] body) {
    return request(method, target, contentType, Integer.toString(body.length), body);
  }

  /** A request with any length. */
  static byte[] request(
      String method, String target, String contentType, String length, byte[] body) {
    String fields = field("Content-Type", contentType) + field("Content-Length", length);
    return joined(headed(method, target, fields), body);
  }

  static byte[] get(String target) {
    return headed("GET", target, "");
  }

  /** A body in one chunk, with any size said of it. */
  static byte[] chunked(String target, String contentType, String size, byte[] body) {
    byte[] head = headed("POST", target, field("Content-Type", contentType) + CHUNKED);
    return joined(joined(head, utf8(size + "\r\n")), joined(body, utf8("\r\n0\r\n\r\n")));
  }

  private static byte[] headed(String method, String target, String fields) {
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n"
        .formatted(method, target, fields)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String field(String name, String value) {
    return value.isEmpty() ? "" : name + ": " + value + "\r\n";
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
