package io.timecoin.gateway.ingress.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.limits.ByteBudget;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Bounds the answers under way by their sum: a client that reads slowly, or not at all, keeps its
 * answer in memory until the last byte is sent or the connection is gone. Beyond the bound the
 * answer is 503 instead. Small ones are bounded by the number of connections alone.
 *
 * <p>Made by the first answer: filters are gathered before there is a configuration.
 */
@ApplicationScoped
public class AnswerBudget {
  /** Bytes. */
  static final int SMALL = 16 * 1024;

  private final ByteBudget budget;
  private final Counter refused;

  @Inject
  public AnswerBudget(GatewayConfig config, MeterRegistry registry) {
    this(new ByteBudget(config.http().maxAnswerBytesInFlight().asLongValue()), registry);
  }

  AnswerBudget(ByteBudget budget, MeterRegistry registry) {
    this.budget = budget;
    this.refused =
        Counter.builder("timecoin_gateway_refused_answers")
            .description("Answers for which there was no room beside those under way")
            .register(registry);
    Gauge.builder("timecoin_gateway_answer_bytes", budget, ByteBudget::used)
        .description("Bytes of large answers under way")
        .register(registry);
  }

  /** Every answer that is written already passes here. */
  @ServerResponseFilter
  public void filter(ContainerResponseContext response, RoutingContext context) {
    if (!(response.getEntity() instanceof byte[] body) || body.length <= SMALL) {
      return;
    }
    if (budget.tryTake(body.length)) {
      context.addEndHandler(_ -> budget.giveBack(body.length));
      return;
    }
    refused.increment();
    response.setStatus(503);
    response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, ComeAgain.SOON.toSeconds());
    response.setEntity(ApiError.json("BUSY", "too many answers are under way"));
  }
}
