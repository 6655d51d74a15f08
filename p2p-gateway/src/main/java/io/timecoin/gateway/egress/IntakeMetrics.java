package io.timecoin.gateway.egress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.gateway.intake.IntakePool;
import io.timecoin.gateway.intake.IntakeWindow;
import io.timecoin.gateway.limits.ByteBudget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Figures of the intake. */
@Singleton
public final class IntakeMetrics {
  private final MeterRegistry registry;
  private final Counter acknowledged;
  private final Counter failedBatches;

  @Inject
  public IntakeMetrics(MeterRegistry registry, IntakePool pool, IntakeWindow window) {
    this.registry = registry;
    this.acknowledged =
        Counter.builder("timecoin_gateway_acknowledged_transactions")
            .description("Transactions that tx.inbound holds durably")
            .register(registry);
    this.failedBatches =
        Counter.builder("timecoin_gateway_failed_batches")
            .description("Batches that Kafka did not acknowledge")
            .register(registry);
    Gauge.builder("timecoin_gateway_intake_waiting_bytes", pool, IntakePool::waitingBytes)
        .description("Bytes of requests that wait to be decoded")
        .register(registry);
    Gauge.builder("timecoin_gateway_intake_window", window, IntakeWindow::size)
        .description("Clients' transactions that may be unfinished at once")
        .register(registry);
    Gauge.builder("timecoin_gateway_unfinished_transactions", window, IntakeWindow::unfinished)
        .description("Clients' transactions of the last 10 s that have not come to their end")
        .register(registry);
  }

  void watch(ByteBudget budget, IntakeBreaker breaker) {
    Gauge.builder("timecoin_gateway_intake_in_flight_bytes", budget, ByteBudget::used)
        .description("Bytes of transactions handed on and not yet acknowledged")
        .register(registry);
    Gauge.builder("timecoin_gateway_intake_batches", breaker, IntakeBreaker::underWay)
        .description("Batches not yet acknowledged")
        .register(registry);
    Gauge.builder("timecoin_gateway_breaker_open", breaker, b -> b.isOpen() ? 1 : 0)
        .description("1 while Kafka does not acknowledge and nothing is taken in")
        .register(registry);
  }

  void acknowledged(int transactions) {
    acknowledged.increment(transactions);
  }

  void failedBatch() {
    failedBatches.increment();
  }
}
