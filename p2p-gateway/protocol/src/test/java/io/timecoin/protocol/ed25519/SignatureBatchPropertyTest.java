package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Random batches: our verdicts, the single verifier's, the model's and BouncyCastle's. */
@ParameterizedClass
@EnumSource
class SignatureBatchPropertyTest {
  private final Random random = new Random(6);
  private final BatchCases cases = new BatchCases(6);
  private final SignatureBatch batch;

  SignatureBatchPropertyTest(Engine engine) {
    batch = engine.newBatch(random);
  }

  @Test
  void batchesOfEverySizeGetTheVerdictsOfTheSingleVerifier() {
    List<SignedMessage> good = cases.good(70, 50);
    for (int size = 1; size <= good.size(); size++) {
      assertThat(Batches.verify(batch, good.subList(0, size)).isEmpty()).isTrue();
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(
          batch, cases.damageSome(good.subList(0, size)));
    }
  }

  @Test
  void largeBatchesGetTheVerdictsOfTheSingleVerifier() {
    for (int i = 0; i < 20; i++) {
      assertRandomBatchIsJudgedRight();
    }
  }

  @Test
  void batchesGetTheVerdictsOfTheModelAndNeverLessThanBouncyCastles() {
    for (int i = 0; i < 10; i++) {
      assertAgreesWithModel();
    }
  }

  private void assertRandomBatchIsJudgedRight() {
    int size = 1 + random.nextInt(SignatureBatch.CAPACITY);
    List<SignedMessage> signed = cases.damageSome(cases.good(size, 1 + random.nextInt(size)));
    BitSet bad = Batches.verify(batch, signed);
    assertThat(bad).as("%s", signed).isEqualTo(Batches.expected(signed));
    bad.stream().forEach(i -> assertThat(signed.get(i).isAcceptedByBouncyCastle()).isFalse());
  }

  private void assertAgreesWithModel() {
    List<SignedMessage> signed = cases.damageSome(cases.good(20, 1 + random.nextInt(20)));

    BitSet bad = Batches.verify(batch, signed);

    for (int i = 0; i < signed.size(); i++) {
      SignedMessage message = signed.get(i);
      assertThat(bad.get(i)).as("%s", message).isEqualTo(!message.isAcceptedByModel());
      if (bad.get(i)) {
        assertThat(message.isAcceptedByBouncyCastle()).as("%s", message).isFalse();
      }
    }
  }
}
