package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Random batches: our verdicts, the single verifier's, the model's and BouncyCastle's. */
@ParameterizedClass
@EnumSource
class SignatureBatchPropertyTest {
  /** Batches of 128 signatures on average: a million signatures. */
  private static final int FULL_ROUNDS = 8_000;

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
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, damageSome(good.subList(0, size)));
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
    assertAgreesWithModel(10);
  }

  @Test
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  void aMillionSignaturesGetTheVerdictsOfTheSingleVerifierAndNeverLessThanBouncyCastles() {
    for (int i = 0; i < FULL_ROUNDS; i++) {
      assertRandomBatchIsJudgedRight();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  void manySignaturesGetTheVerdictsOfTheModel() {
    assertAgreesWithModel(500);
  }

  private void assertRandomBatchIsJudgedRight() {
    int size = 1 + random.nextInt(SignatureBatch.CAPACITY);
    List<SignedMessage> signed = damageSome(cases.good(size, 1 + random.nextInt(size)));
    BitSet bad = Batches.verify(batch, signed);
    assertThat(bad).as("%s", signed).isEqualTo(Batches.expected(signed));
    bad.stream().forEach(i -> assertThat(signed.get(i).isAcceptedByBouncyCastle()).isFalse());
  }

  private void assertAgreesWithModel(int batches) {
    for (int i = 0; i < batches; i++) {
      List<SignedMessage> signed = damageSome(cases.good(20, 1 + random.nextInt(20)));

      BitSet bad = Batches.verify(batch, signed);

      for (int j = 0; j < signed.size(); j++) {
        SignedMessage message = signed.get(j);
        assertThat(bad.get(j)).as("%s", message).isEqualTo(!message.isAcceptedByModel());
        if (bad.get(j)) {
          assertThat(message.isAcceptedByBouncyCastle()).as("%s", message).isFalse();
        }
      }
    }
  }

  /** None, one, a few or all. */
  private List<SignedMessage> damageSome(List<SignedMessage> good) {
    List<SignedMessage> signed = new ArrayList<>(good);
    int count =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> 1;
          case 2 -> 1 + random.nextInt(5);
          default -> good.size();
        };
    for (int i = 0; i < count; i++) {
      int place = count == good.size() ? i : random.nextInt(good.size());
      signed.set(place, cases.damaged(signed.get(place)));
    }
    return signed;
  }
}
