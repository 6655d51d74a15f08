package io.timecoin.gateway.ingress.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What a request's header says about its body, before any of it is read. */
final class BodyLength {
  /** It has a body, and does not say how long it is. */
  static final long UNKNOWN = -1;

  private BodyLength() {}

  /** Bytes; {@link Long#MAX_VALUE} if what it says is no length. */
  static long of(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : UNKNOWN;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
