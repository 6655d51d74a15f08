package io.timecoin.gateway.ingress.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** An answer that is given before the body is read. */
final class EarlyAnswer {
  private EarlyAnswer() {}

  /** An error that the client can do something about. */
  static void error(RoutingContext context, int status, String code, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
        // The body is not read: the connection cannot be used again.
        .putHeader("Connection", "close")
        .end(Buffer.buffer(ApiError.json(code, detail)));
  }

  /** The same request may succeed after this time. */
  static void retry(
      RoutingContext context, int status, String code, String detail, Duration after) {
    long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
    context.response().putHeader("Retry-After", Long.toString(seconds));
    error(context, status, code, detail);
  }
}
