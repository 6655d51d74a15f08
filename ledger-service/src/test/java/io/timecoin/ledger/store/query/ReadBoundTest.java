package io.timecoin.ledger.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.kit.http.QueryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ReadBoundTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ReadBound bound = new ReadBound(metrics);

  @Test
  void aDatabaseThatHangsIsNotAskedForEver() {
    var hanging = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < ReadBound.MOST; i++) {
      var read = new CompletableFuture<String>();
      hanging.add(read);
      assertThat(bound.run(() -> read)).isNotDone();
    }

    assertThat(bound.run(CompletableFuture<String>::new))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(QueryException.class);
    assertThat(metrics.counter("timecoin.ledger.refused.reads").count()).isEqualTo(1);

    hanging.getFirst().complete("late");
    assertThat(bound.run(() -> CompletableFuture.completedFuture("answer")))
        .isCompletedWithValue("answer");
  }

  @Test
  void whatFailsAtOnceGivesItsPlaceBack() {
    for (int i = 0; i <= ReadBound.MOST; i++) {
      assertThat(bound.run(() -> CompletableFuture.failedFuture(new IllegalStateException())))
          .isCompletedExceptionally();
    }
    assertThat(metrics.counter("timecoin.ledger.refused.reads").count()).isZero();
  }
}
