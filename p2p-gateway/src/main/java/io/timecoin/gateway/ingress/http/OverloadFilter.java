package io.timecoin.gateway.ingress.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.timecoin.gateway.intake.IntakeUnavailableException.Cause;
import io.timecoin.gateway.intake.IntakeWindow;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Answers 503 to transactions that there is no room for, before a byte of the body is read. Those
 * that pass are asked again when their body is there.
 */
@ApplicationScoped
public class OverloadFilter {
  /** After a client's own limit, before anything is counted for the body. */
  private static final int PRIORITY = 1_050;

  private static final String PATH = "/v1/transactions";

  private final IntakeWindow window;
  private final RequestMetrics metrics;

  @Inject
  public OverloadFilter(IntakeWindow window, RequestMetrics metrics) {
    this.window = window;
    this.metrics = metrics;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    if (!context.request().method().equals(HttpMethod.POST)
        || !context.request().path().equals(PATH)
        // One that does not say its length is asked when it is there.
        || window.hasRoom(Math.max(0, BodyLength.of(context.request())))) {
      context.next();
      return;
    }
    metrics.count("rest_submit", Cause.OVERLOADED.name());
    EarlyAnswer.unavailable(context, Cause.OVERLOADED.name(), Cause.OVERLOADED.text());
  }
}
