package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Long campaigns on all processors. Every batch is judged by all engines there are, and what it is
 * compared with computed once. A round draws from its number alone, so that a failure can be
 * repeated.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
class SignatureBatchCampaignTest {
  /** Batches of 128 signatures on average. */
  private static final int RANDOM_BATCHES = 8_000;

  /** Batches of 20 signatures. */
  private static final int MODEL_BATCHES = 1_000;

  private final LongAdder judged = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /** The batches of one thread. */
  private static List<SignatureBatch> newBatches() {
    return Arrays.stream(Engine.values())
        .filter(engine -> engine != Engine.LANES || VectorSupport.isPresent())
        .map(engine -> engine.newBatch(new Random(215)))
        .toList();
  }

  @Test
  void aMillionSignaturesGetTheVerdictsOfTheSingleVerifierAndNeverLessThanBouncyCastles() {
    Parallel.run(RANDOM_BATCHES, SignatureBatchCampaignTest::newBatches, this::judgeRandomBatch);

    assertThat(judged.sum()).isGreaterThan(1_000_000);
    assertThat(refused.sum()).isBetween(judged.sum() / 5, judged.sum() / 3);
  }

  private void judgeRandomBatch(List<SignatureBatch> batches, int round) {
    Random random = new Random(round);
    int size = 1 + random.nextInt(SignatureBatch.CAPACITY);
    BatchCases cases = new BatchCases(round);
    List<SignedMessage> signed = cases.damageSome(cases.good(size, 1 + random.nextInt(size)));
    BitSet expected = Batches.expected(signed);
    expected.stream().forEach(i -> assertThat(signed.get(i).isAcceptedByBouncyCastle()).isFalse());
    assertVerdicts(batches, signed, expected);
  }

  @Test
  void manySignaturesGetTheVerdictsOfTheModel() {
    Parallel.run(MODEL_BATCHES, SignatureBatchCampaignTest::newBatches, this::judgeByModel);

    assertThat(judged.sum()).isEqualTo(MODEL_BATCHES * 20L);
    assertThat(refused.sum()).isBetween(judged.sum() / 5, judged.sum() / 3);
  }

  private void judgeByModel(List<SignatureBatch> batches, int round) {
    BatchCases cases = new BatchCases(RANDOM_BATCHES + round);
    List<SignedMessage> signed = cases.damageSome(cases.good(20, 1 + (round % 20)));
    BitSet expected = new BitSet();
    for (int i = 0; i < signed.size(); i++) {
      expected.set(i, !signed.get(i).isAcceptedByModel());
    }
    assertThat(Batches.expected(signed)).as("%s", signed).isEqualTo(expected);
    assertVerdicts(batches, signed, expected);
  }

  private void assertVerdicts(
      List<SignatureBatch> batches, List<SignedMessage> signed, BitSet expected) {
    for (SignatureBatch batch : batches) {
      assertThat(Batches.verify(batch, signed)).as("%s", signed).isEqualTo(expected);
    }
    judged.add(signed.size());
    refused.add(expected.cardinality());
  }

  @Test
  void everyValidCaseAtEveryPlaceOf64ValidOnes() {
    List<List<SignedMessage>> ring = EdgeCases.ring(EdgeCases.valid(), 64);
    Parallel.run(
        ring.size(),
        SignatureBatchCampaignTest::newBatches,
        (batches, round) -> assertVerdicts(batches, ring.get(round), new BitSet()));
  }

  @Test
  void everyInvalidCaseAtEveryPlaceOf64GoodOnes() {
    assertFoundAtEveryPlace(EdgeCases.invalid(), new BatchCases(64).good(64, 64));
  }

  @Test
  void everyKindAtEveryPlaceOf256GoodOnesFromManyKeysAndFew() {
    assertFoundAtEveryPlace(EdgeCases.ofEveryKind(), new BatchCases(256).good(256, 256));
    assertFoundAtEveryPlace(EdgeCases.ofEveryKind(), new BatchCases(32).good(256, 32));
  }

  private static void assertFoundAtEveryPlace(
      List<SignedMessage> hidden, List<SignedMessage> good) {
    Parallel.run(
        hidden.size() * good.size(),
        SignatureBatchCampaignTest::newBatches,
        (batches, round) -> {
          SignedMessage one = hidden.get(round / good.size());
          for (SignatureBatch batch : batches) {
            Batches.assertFoundAt(batch, good, round % good.size(), one);
          }
        });
  }
}
