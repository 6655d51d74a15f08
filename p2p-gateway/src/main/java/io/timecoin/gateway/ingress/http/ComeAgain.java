package io.timecoin.gateway.ingress.http;

import java.time.Duration;

/** When a client is asked to come again: the header Retry-After. */
final class ComeAgain {
  /** What is short now may be there again by then: whoever has a better estimate tells that. */
  static final Duration SOON = Duration.ofSeconds(1);

  private ComeAgain() {}
}
