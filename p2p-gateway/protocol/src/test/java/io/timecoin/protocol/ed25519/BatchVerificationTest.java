package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which way of computing is in use, and when. */
class BatchVerificationTest {
  private final BatchCases cases = new BatchCases(3);

  @Test
  void plainJavaNeverUsesLanes() {
    BatchVerification verification = BatchVerification.inPlainJava();
    assertThat(verification.areLanesPresent()).isFalse();

    verification.warmUp(Duration.ofMillis(1), System::nanoTime);

    assertThat(verification.isUsingLanes()).isFalse();
    assertJudgesRight(verification);
  }

  @Test
  void lanesAreUsedOnceTheyAreWarm() {
    Engine.assumeLanes();
    BatchVerification verification = BatchVerification.bestPresent();
    assertThat(verification.areLanesPresent()).isTrue();
    assertThat(verification.isUsingLanes()).isFalse();
    assertJudgesRight(verification);

    verification.warmUp(Duration.ofMinutes(1), new SteppingClock(1, 3)::read);

    assertThat(verification.isUsingLanes()).isTrue();
    assertJudgesRight(verification);
  }

  @Test
  void lanesThatStaySlowerAreNotUsed() {
    Engine.assumeLanes();
    BatchVerification verification = BatchVerification.bestPresent();

    verification.warmUp(Duration.ofMinutes(1), new SteppingClock(3, 1)::read);

    assertThat(verification.isUsingLanes()).isFalse();
    assertJudgesRight(verification);
  }

  private void assertJudgesRight(BatchVerification verification) {
    List<SignedMessage> good = cases.good(20, 10);
    SignatureBatch batch = verification.newBatch(new SecureRandom());
    for (int place = 0; place < good.size(); place++) {
      Batches.assertFoundAt(batch, good, place, good.get(place).withMessage(new byte[200]));
    }
  }

  /** A clock on which the lanes' batch, the scalar one and all else take as long as one wants. */
  private static final class SteppingClock {
    private final long lanesSeconds;
    private final long scalarSeconds;
    private long reads;
    private long nanos;

    SteppingClock(long lanesSeconds, long scalarSeconds) {
      this.lanesSeconds = lanesSeconds;
      this.scalarSeconds = scalarSeconds;
    }

    /**
     * Read once at the start; then in each round before and after the lanes' batch, before and
     * after the scalar one if it is compared, and at the end.
     */
    long read() {
      long inCycle = reads++ % (5 + 3 * (BatchVerification.ROUNDS_PER_COMPARISON - 1));
      long seconds =
          switch ((int) inCycle) {
            case 2 -> lanesSeconds;
            case 4 -> scalarSeconds;
            default -> 20;
          };
      nanos += seconds * 1_000_000_000L;
      return nanos;
    }
  }
}
