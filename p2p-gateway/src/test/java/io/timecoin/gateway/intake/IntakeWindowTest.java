package io.timecoin.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The window before a node that brings so many payments to their end in a second, in order. */
class IntakeWindowTest {
  private static final int BYTES = 400;
  private static final int LEAST = 500;

  /** Bytes, of 100 payments. */
  private static final long TRICKLE = 40_000;

  private static final Duration TARGET = Duration.ofSeconds(1);
  private static final long MILLI = 1_000_000;

  private long now;
  private final IntakeWindow window = new IntakeWindow(() -> now, TARGET, LEAST, TRICKLE);
  private final Queue<Payment> underWay = new ArrayDeque<>();
  private long next;
  private double offering;
  private double ending;
  private long taken;
  private long refused;
  private long ends;
  private Duration longest;

  private record Payment(Hash256 wtxid, long since) {}

  @Test
  void whatTheNodeKeepsUpWithIsTakenWhole() {
    run(30, 2_500, 3_000);

    assertThat(refused).isZero();
  }

  @Test
  void aFloodIsTakenInAsFastAsItComesToItsEnd() {
    run(5, 2_500, 3_000);
    run(30, 30_000, 3_000);

    // The node has always something to do, and what was taken does not wait long.
    assertThat(ends).isGreaterThan(30 * 2_950);
    assertThat(taken).isBetween(30 * 2_950L, 30 * 3_250L);
    assertThat(longest).isLessThan(TARGET.multipliedBy(2));
  }

  @Test
  void askingWhetherThereIsRoomTakesNothing() {
    for (int i = 0; i < LEAST; i++) {
      window.begun(Sha256.hash(new byte[] {(byte) i, (byte) (i >> 8)}));
    }

    for (int i = 0; i < 3; i++) {
      assertThat(window.hasRoom(TRICKLE)).isTrue();
    }
    assertThat(window.tryTake(TRICKLE)).isTrue();
    assertThat(window.hasRoom(1)).isFalse();
    assertThat(window.tryTake(1)).isFalse();
  }

  @Test
  void afterAFloodEverythingIsTakenAgain() {
    run(30, 30_000, 3_000);
    run(2, 2_000, 3_000);
    run(30, 2_000, 3_000);

    assertThat(refused).isZero();
    assertThat(longest).isLessThan(TARGET);
  }

  @Test
  void aNodeThatBecomesFasterIsGivenMore() {
    run(30, 30_000, 600);
    run(30, 30_000, 6_000);

    assertThat(ends).isGreaterThan(30 * 5_000);
  }

  @Test
  void whileNothingComesToAnEndATrickleIsTakenForEver() {
    run(600, 90, 0);

    assertThat(refused).isZero();
  }

  @Test
  void beyondTheWindowTheTrickleIsTheLimit() {
    run(30, 1_000, 0);
    run(30, 1_000, 0);

    // What is forgotten makes room.
    long forgotten = 30 * LEAST / IntakeWindow.FORGOTTEN_AFTER.toSeconds();
    assertThat(taken).isBetween(30 * 100L, 30 * 110L + forgotten + LEAST);
    assertThat(window.unfinished()).isLessThan(3 * LEAST + 1_100);
  }

  @Test
  void aLargeRequestIsTakenInTheTrickleToo() {
    run(5, 1_000, 0);
    now += 1_000 * MILLI;

    assertThat(window.tryTake(4 << 20)).isTrue();
    assertThat(window.tryTake(BYTES)).isFalse();
    now += 1_000 * MILLI;
    assertThat(window.tryTake(4 << 20)).isTrue();
  }

  @Test
  void whatIsWithdrawnOrEndsTwiceIsCountedOnce() {
    Payment first = payment();
    Payment second = payment();
    window.begun(first.wtxid());
    window.begun(second.wtxid());
    window.withdrawn(first.wtxid());
    window.ended(first.wtxid());
    window.ended(second.wtxid());
    window.ended(second.wtxid());

    assertThat(window.unfinished()).isZero();
  }

  /** Counts anew. */
  private void run(int seconds, double offeredPerSecond, double endedPerSecond) {
    taken = 0;
    refused = 0;
    ends = 0;
    longest = Duration.ZERO;
    for (int milli = 0; milli < seconds * 1_000; milli++) {
      now += MILLI;
      for (offering += offeredPerSecond / 1_000; offering >= 1; offering--) {
        offer();
      }
      for (ending += endedPerSecond / 1_000; ending >= 1; ending--) {
        end();
      }
    }
  }

  private Payment payment() {
    return new Payment(Sha256.hash(ByteBuffer.allocate(Long.BYTES).putLong(next++).array()), now);
  }

  private void offer() {
    if (window.tryTake(BYTES)) {
      taken++;
      Payment payment = payment();
      underWay.add(payment);
      window.begun(payment.wtxid());
    } else {
      refused++;
    }
  }

  private void end() {
    Payment payment = underWay.poll();
    if (payment != null) {
      window.ended(payment.wtxid());
      ends++;
      Duration after = Duration.ofNanos(now - payment.since());
      longest = after.compareTo(longest) > 0 ? after : longest;
    }
  }
}
