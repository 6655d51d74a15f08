package io.timecoin.gateway.ingress.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.timecoin.gateway.config.GatewayConfig;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers 429 to a client that asks for more than its share, before a byte of the body is read:
 * whoever floods is kept out himself, and not all others with him. Health, metrics and the
 * description of the interface ({@code /q/}) are not counted.
 */
@ApplicationScoped
public class ClientRateFilter {
  /** Before anything is counted for a request. */
  private static final int PRIORITY = 1_100;

  private static final String OPERATORS_PATH = "/q/";

  private final ClientRates rates;
  private final long maxBody;
  private final Counter refused;

  @Inject
  public ClientRateFilter(
      GatewayConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
      MeterRegistry registry) {
    this.maxBody = maxBody.asLongValue();
    this.rates =
        new ClientRates(
            config.http().clientBytesPerSecond().asLongValue(),
            config.http().unlimitedClients().map(Set::copyOf).orElse(Set.of()));
    this.refused =
        Counter.builder("timecoin_gateway_limited_requests")
            .description("Requests of clients that asked for more than their share")
            .register(registry);
    Gauge.builder("timecoin_gateway_clients", rates, ClientRates::size)
        .description("Clients whose share is remembered")
        .register(registry);
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    SocketAddress client = context.request().remoteAddress();
    // Nothing that is not TCP/IP is listened on; a connection that is gone has no address.
    if (client == null
        || client.hostAddress() == null
        || context.request().path().startsWith(OPERATORS_PATH)) {
      context.next();
      return;
    }
    String host = client.hostAddress();
    long said = said(context);
    Duration wait = rates.ask(host, said, System.nanoTime());
    if (wait.isZero()) {
      context.addEndHandler(_ -> chargeTheRest(context, host, said));
      context.next();
      return;
    }
    refused.increment();
    EarlyAnswer.retry(
        context, 429, "CLIENT_LIMIT", "this client asks for more than its share", wait);
  }

  /** What is too large for anybody is not read, and costs no more than the answer. */
  private long said(RoutingContext context) {
    long length = BodyLength.of(context.request());
    return length > maxBody ? 0 : Math.max(0, length);
  }

  /** A body in chunks, or of HTTP/2, need not say how long it is. */
  private void chargeTheRest(RoutingContext context, String host, long said) {
    long more = context.request().bytesRead() - Math.max(said, ClientRates.LEAST_BYTES);
    if (more > 0) {
      rates.charge(host, more, System.nanoTime());
    }
  }
}
