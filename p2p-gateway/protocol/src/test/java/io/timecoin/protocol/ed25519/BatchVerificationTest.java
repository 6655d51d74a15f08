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

    verification.warmUp(Duration.ofMinutes(1), System::nanoTime);

    assertThat(verification.isUsingLanes()).isTrue();
    assertJudgesRight(verification);
  }

  @Test
  void lanesThatWereNeverFasterAreNotUsed() {
    Engine.assumeLanes();
    BatchVerification verification = BatchVerification.bestPresent();

    verification.warmUp(Duration.ZERO, System::nanoTime);

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
}
