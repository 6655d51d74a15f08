package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final AtomicLong now = new AtomicLong(1_000);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final InFlight inFlight = new InFlight(100, 3, clock);

  @Test
  void aLargerBatchThanAllRoomIsLetInAlone() throws Exception {
    inFlight.enter(1_000);

    assertThat(inFlight.bytes()).isEqualTo(1_000);
    assertThat(inFlight.batches()).isEqualTo(1);
  }

  @Test
  void whoFindsNoRoomWaitsUntilSomeoneLeaves() throws Exception {
    InFlight.Entry first = inFlight.enter(60);
    CompletableFuture<InFlight.Entry> second = enterElsewhere(60);
    assertThat(second).isNotDone();

    first.leave();

    second.get().leave();
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void theNumberOfBatchesIsBoundedToo() throws Exception {
    inFlight.enter(1);
    inFlight.enter(1);
    InFlight.Entry third = inFlight.enter(1);
    CompletableFuture<InFlight.Entry> fourth = enterElsewhere(1);
    assertThat(fourth).isNotDone();

    third.leave();

    assertThat(fourth.get()).isNotNull();
  }

  @Test
  void leavingTwiceCountsOnce() throws Exception {
    InFlight.Entry first = inFlight.enter(10);
    inFlight.enter(20);

    first.leave();
    first.leave();

    assertThat(inFlight.bytes()).isEqualTo(20);
    assertThat(inFlight.batches()).isEqualTo(1);
  }

  @Test
  void theAgeIsThatOfTheOldestStillThere() throws Exception {
    assertThat(inFlight.oldestAgeMillis()).isEmpty();
    InFlight.Entry first = inFlight.enter(1);
    now.set(1_500);
    inFlight.enter(1);
    now.set(1_700);
    assertThat(inFlight.oldestAgeMillis()).hasValue(700);

    first.leave();

    assertThat(inFlight.oldestAgeMillis()).hasValue(200);
  }

  @Test
  void whoeverAwaitsNoneReturnsAfterTheLastHasLeft() throws Exception {
    InFlight.Entry entry = inFlight.enter(1);
    CompletableFuture<Void> none =
        CompletableFuture.runAsync(
            () -> {
              try {
                inFlight.awaitNone();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(none).isNotDone();

    entry.leave();

    assertThat(none.get()).isNull();
  }

  private CompletableFuture<InFlight.Entry> enterElsewhere(int size) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return inFlight.enter(size);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
