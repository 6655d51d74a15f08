package io.timecoin.gateway.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * So many answers of megabytes at once, each counted from before the ledger is asked for it until
 * its last byte is sent or its client is gone. Thread-safe; never blocks.
 */
@Singleton
public final class LargeAnswers {
  /** A microblock may have 4 MiB of bodies, and is twice as long in hex. */
  static final int MOST = 4;

  private final Semaphore free = new Semaphore(MOST);

  @Inject
  public LargeAnswers(MeterRegistry metrics) {
    metrics.gauge("timecoin.gateway.large.answers", free, each -> MOST - each.availablePermits());
  }

  /**
   * Takes a place for the answer to this request.
   *
   * @throws ApiException OVERLOADED when there is none
   */
  public void enter(RoutingContext context) {
    if (!free.tryAcquire()) {
      throw new ApiException(503, "OVERLOADED", "%d large answers are under way".formatted(MOST));
    }
    context.addEndHandler(_ -> free.release());
  }
}
