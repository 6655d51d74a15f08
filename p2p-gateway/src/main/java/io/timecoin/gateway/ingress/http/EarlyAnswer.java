package io.timecoin.gateway.ingress.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** An answer that is given before the body is read. */
final class EarlyAnswer {
  /** Bytes of a body that are read and thrown away, so that the connection stays usable. */
  private static final long THROWN_AWAY = 64 * 1024;

  private EarlyAnswer() {}

  /** Nothing is taken in at the moment; the client may come again {@linkplain ComeAgain soon}. */
  static void unavailable(RoutingContext context, String code, String detail) {
    retry(context, 503, code, detail, ComeAgain.SOON);
  }

  /** An error that the client can do something about. */
  static void error(RoutingContext context, int status, String code, String detail) {
    HttpServerResponse response =
        context
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    long length = BodyLength.of(context.request());
    if (length == BodyLength.UNKNOWN || length > THROWN_AWAY) {
      // The body is not read: the connection cannot be used again.
      response.putHeader("Connection", "close");
    } else {
      context.request().resume();
    }
    var unused = response.end(Buffer.buffer(ApiError.json(code, detail)));
  }

  /** The same request may succeed after this time. */
  static void retry(
      RoutingContext context, int status, String code, String detail, Duration after) {
    long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
    context.response().putHeader("Retry-After", Long.toString(seconds));
    error(context, status, code, detail);
  }
}
