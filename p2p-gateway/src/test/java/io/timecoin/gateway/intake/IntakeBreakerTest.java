package io.timecoin.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeBreakerTest {
  private final AtomicLong now = new AtomicLong();
  private final IntakeBreaker breaker = new IntakeBreaker(now::get, Duration.ofMillis(500));

  @Test
  void opensWhenTheOldestBatchIsOlderThanTheLimit() {
    breaker.sent();
    pass(500);
    assertThat(breaker.isOpen()).isFalse();

    pass(1);

    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void aYoungBatchDoesNotHideAnOldOne() {
    long old = breaker.sent();
    pass(400);
    breaker.sent();
    pass(200);
    assertThat(breaker.isOpen()).isTrue();

    breaker.acknowledged(old);

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.underWay()).isEqualTo(1);
  }

  @Test
  void aFailedBatchKeepsItOpenUntilTheBrokerIsHeardOf() {
    breaker.failed(breaker.sent());
    assertThat(breaker.isOpen()).isTrue();

    breaker.brokerAnswered();

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void hearingOfTheBrokerDoesNotAcknowledgeAnything() {
    breaker.sent();
    pass(501);

    breaker.brokerAnswered();

    assertThat(breaker.isOpen()).isTrue();
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
