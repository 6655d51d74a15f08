package io.timecoin.gateway.ingress.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;

/** Refuses a content type that is none (415); JAX-RS would take it for a failure of its own. */
@ApplicationScoped
public class ContentTypeFilter {
  /** After the bodies' budget, so that what is refused here has given its share back. */
  private static final int PRIORITY = 900;

  private static final int LONGEST = 200;
  private static final Pattern TYPE =
      Pattern.compile("[^/;\\s]+/[^/;\\s]+\\s*(;[^/\\x00-\\x1f]*)?");

  void register(@Observes Filters filters) {
    filters.register(ContentTypeFilter::filter, PRIORITY);
  }

  private static void filter(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || isOne(type)) {
      context.next();
      return;
    }
    var unused =
        context
            .response()
            .setStatusCode(415)
            .putHeader("Content-Type", MediaType.APPLICATION_JSON)
            // The body is not read: the connection cannot be used again.
            .putHeader("Connection", "close")
            .end(
                io.vertx.core.buffer.Buffer.buffer(
                    ApiError.json("UNSUPPORTED_MEDIA_TYPE", "the content type is none")));
  }

  static boolean isOne(String type) {
    return type.length() <= LONGEST && TYPE.matcher(type).matches();
  }
}
