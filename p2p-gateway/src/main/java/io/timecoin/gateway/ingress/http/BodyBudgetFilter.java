package io.timecoin.gateway.ingress.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.limits.ByteBudget;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Bounds the request bodies under way: a single one by its size (413), large ones together by their
 * sum (503), before a byte of them is read; and each by the time it may take to come, so that who
 * sends slowly keeps nobody out. Small ones are bounded by the number of connections alone.
 */
@ApplicationScoped
public class BodyBudgetFilter {
  private static final int PRIORITY = 1_000;

  /** Bytes: a payment or a question has less, and passes while large bodies fill the budget. */
  private static final long SMALL = 16 * 1024;

  private final ByteBudget budget;
  private final long maxBody;
  private final Duration deadline;
  private final Counter refused;
  private final Counter slow;

  @Inject
  public BodyBudgetFilter(
      GatewayConfig config,
      @org.eclipse.microprofile.config.inject.ConfigProperty(
              name = "quarkus.http.limits.max-body-size")
          MemorySize maxBody,
      MeterRegistry registry) {
    this.budget = new ByteBudget(config.http().maxBodyBytesInFlight().asLongValue());
    this.maxBody = maxBody.asLongValue();
    this.deadline = config.http().bodyDeadline();
    this.refused =
        Counter.builder("timecoin_gateway_refused_bodies")
            .description("Requests whose body was too large, alone or beside others")
            .register(registry);
    this.slow =
        Counter.builder("timecoin_gateway_slow_bodies")
            .description("Requests that were ended because their body did not come")
            .register(registry);
    Gauge.builder("timecoin_gateway_body_bytes", budget, ByteBudget::used)
        .description("Bytes of request bodies under way")
        .register(registry);
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    long length = BodyLength.of(context.request());
    // Without a length it may become as long as is allowed.
    long bytes = length == BodyLength.UNKNOWN ? maxBody : length;
    if (bytes > maxBody) {
      refused.increment();
      EarlyAnswer.error(
          context, 413, "BODY_TOO_LARGE", "a body has at most %d bytes".formatted(maxBody));
    } else if (bytes > SMALL && !budget.tryTake(bytes)) {
      refused.increment();
      EarlyAnswer.unavailable(context, "BUSY", "too many requests are under way");
    } else {
      if (bytes > SMALL) {
        context.addEndHandler(_ -> budget.giveBack(bytes));
      }
      if (bytes > 0) {
        expectWithinDeadline(context);
      }
      context.next();
    }
  }

  private void expectWithinDeadline(RoutingContext context) {
    long timer =
        context
            .vertx()
            .setTimer(
                deadline.toMillis(),
                _ -> {
                  if (!context.request().isEnded()) {
                    slow.increment();
                    var unused = context.request().connection().close();
                  }
                });
    context.addEndHandler(
        _ -> {
          boolean unused = context.vertx().cancelTimer(timer);
        });
  }
}
