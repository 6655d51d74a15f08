package io.timecoin.gateway.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.TransactionTracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Figures of what is followed and who waits. */
@ApplicationScoped
public class TrackingMetrics {
  private final MeterRegistry registry;
  private final TransactionTracking tracking;
  private final ChainWatch chain;

  @Inject
  public TrackingMetrics(MeterRegistry registry, TransactionTracking tracking, ChainWatch chain) {
    this.registry = registry;
    this.tracking = tracking;
    this.chain = chain;
  }

  void onStart(@Observes StartupEvent event) {
    Gauge.builder("timecoin_gateway_tracked_transactions", tracking, TransactionTracking::size)
        .description("Transactions remembered")
        .register(registry);
    Gauge.builder("timecoin_gateway_waiters", tracking, TransactionTracking::waiting)
        .description("Requests waiting for a transaction")
        .register(registry);
    Gauge.builder("timecoin_gateway_sequence", chain, watch -> watch.tip().sequence())
        .description("The newest final microblock seen")
        .register(registry);
  }
}
