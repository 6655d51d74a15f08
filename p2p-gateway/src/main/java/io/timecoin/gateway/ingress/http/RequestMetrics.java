package io.timecoin.gateway.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Requests by method and outcome. */
@Singleton
public final class RequestMetrics {
  private final MeterRegistry registry;

  @Inject
  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts a request.
   *
   * @param method of a closed list, never a client's text
   * @param outcome "ok" or a named error
   */
  public void count(String method, String outcome) {
    registry.counter("timecoin_gateway_requests", "method", method, "outcome", outcome).increment();
  }
}
