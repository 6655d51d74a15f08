package io.timecoin.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakePoolTest {
  private static final int MAX_BYTES = 1_000;

  private final IntakePool pool =
      new IntakePool(1, MAX_BYTES, new IntakeWindow(System::nanoTime, Duration.ofSeconds(1), 1, 1));
  private final CountDownLatch decoding = new CountDownLatch(1);

  @AfterEach
  void close() {
    decoding.countDown();
    pool.close();
  }

  @Test
  void whatWaitsIsBoundedAndWhoComesBeyondItHearsSoAtOnce() {
    var taken = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 4; i++) {
      taken.add(pool.run(250, untilToldAnd(i)));
    }
    CompletableFuture<Integer> beyond = pool.run(1, untilToldAnd(4));

    assertThat(pool.waitingBytes()).isEqualTo(MAX_BYTES);
    assertThat(beyond).isCompletedExceptionally();
    assertThatThrownBy(beyond::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            IntakeUnavailableException.class,
            busy -> assertThat(busy.reason()).isEqualTo(IntakeUnavailableException.Cause.BUSY));

    decoding.countDown();
    assertThat(taken.stream().map(CompletableFuture::join)).containsExactly(0, 1, 2, 3);
    assertThat(pool.waitingBytes()).isZero();
  }

  @Test
  void aRequestAsLargeAsTheBoundFitsInBesideOthers() {
    CompletableFuture<Integer> small = pool.run(250, untilToldAnd(1));
    CompletableFuture<Integer> large = pool.run(10 * MAX_BYTES, untilToldAnd(2));

    decoding.countDown();
    assertThat(small.join() + large.join()).isEqualTo(3);
  }

  @Test
  void workThatFailsIsNotCountedAnyMore() {
    CompletableFuture<Integer> failed =
        pool.run(
            100,
            () -> {
              throw new IllegalArgumentException("no such body");
            });

    assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(pool.waitingBytes()).isZero();
  }

  private Supplier<CompletableFuture<Integer>> untilToldAnd(int answer) {
    return () -> {
      try {
        decoding.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return CompletableFuture.completedFuture(answer);
    };
  }
}
