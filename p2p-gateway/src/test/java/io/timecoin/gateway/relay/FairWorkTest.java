package io.timecoin.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FairWorkTest {
  private final FairWork work = new FairWork("fair-work-test", 1, 3, 100, 250);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = new CopyOnWriteArrayList<>();

  /** Holds the only thread, so that everything after it waits. */
  @BeforeEach
  void holdUp() throws InterruptedException {
    var held = new CountDownLatch(1);
    assertThat(
            work.offer(
                99,
                0,
                () -> {
                  held.countDown();
                  await(gate);
                }))
        .isTrue();
    await(held);
  }

  @AfterEach
  void close() {
    work.close();
  }

  @Test
  void peersTakeTurnsAndEachKeepsItsOrder() throws InterruptedException {
    offer(1, "a1");
    offer(1, "a2");
    offer(1, "a3");
    offer(2, "b1");
    offer(2, "b2");

    finish();

    assertThat(done).containsExactly("a1", "b1", "a2", "b2", "a3");
  }

  @Test
  void onePeersShareIsBoundedInNumberAndTakesNothingFromOthers() throws InterruptedException {
    offer(1, "a1");
    offer(1, "a2");
    offer(1, "a3");

    assertThat(work.offer(1, 1, () -> done.add("a4"))).isFalse();
    assertThat(work.offer(2, 1, () -> done.add("b1"))).isTrue();

    finish();
    assertThat(done).doesNotContain("a4").contains("b1");
  }

  @Test
  void sharesAndAllTogetherAreBoundedInBytes() throws InterruptedException {
    assertThat(work.offer(1, 60, () -> {})).isTrue();
    assertThat(work.offer(1, 60, () -> {})).isFalse();
    assertThat(work.offer(2, 150, () -> {})).as("one of any size into an empty share").isTrue();
    assertThat(work.offer(3, 60, () -> {})).as("no room in all").isFalse();
    assertThat(work.bytes()).isEqualTo(210);

    finish();

    assertThat(work.bytes()).isZero();
  }

  @Test
  void aBugThatOnePeersInputHasFoundDoesNotEndTheWorkOfOthers() throws InterruptedException {
    work.offer(
        1,
        1,
        () -> {
          throw new IllegalStateException("for a test");
        });
    offer(2, "b1");

    finish();

    assertThat(done).containsExactly("b1");
  }

  private void offer(long peer, String name) {
    assertThat(work.offer(peer, 1, () -> done.add(name))).isTrue();
  }

  private void finish() throws InterruptedException {
    gate.countDown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (work.bytes() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
