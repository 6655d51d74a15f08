package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where libraries disagree, alone and hidden in batches: the verdicts of PROTOCOL §3.2. Every case
 * at every place of large batches is for {@link SignatureBatchCampaignTest}.
 */
@ParameterizedClass
@EnumSource
class SignatureBatchEdgeCaseTest {
  private final BatchCases cases = new BatchCases(216);
  private final SignatureBatch batch;

  SignatureBatchEdgeCaseTest(Engine engine) {
    batch = engine.newBatch(new Random(215));
  }

  @Test
  void everyCaseAlone() {
    assertThat(EdgeCases.valid()).hasSizeGreaterThan(250);
    assertThat(EdgeCases.invalid()).hasSizeGreaterThan(150);
    for (SignedMessage signed : EdgeCases.all()) {
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, List.of(signed));
    }
  }

  @Test
  void smallOrderPairsAreAllValid() {
    List<SignedMessage> pairs = cases.smallOrderPairs();

    assertThat(pairs).hasSize(196);
    assertThat(Batches.verify(batch, pairs).isEmpty()).isTrue();
  }

  @Test
  void allCasesTogether() {
    List<SignedMessage> all = EdgeCases.all();
    for (int from = 0; from < all.size(); from += SignatureBatch.CAPACITY) {
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(
          batch, all.subList(from, Math.min(all.size(), from + SignatureBatch.CAPACITY)));
    }
  }

  @Test
  void everyCaseAtEveryPlaceOfSixteenAmongOthers() {
    for (List<SignedMessage> signed : EdgeCases.ring(EdgeCases.all(), 16)) {
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, signed);
    }
  }

  @Test
  void everyValidCaseAtEveryPlaceOfSixteenValidOnes() {
    for (List<SignedMessage> signed : EdgeCases.ring(EdgeCases.valid(), 16)) {
      assertThat(Batches.verify(batch, signed).isEmpty()).as("%s", signed).isTrue();
    }
  }

  @Test
  void everyKindAtEveryPlaceOfSixteenGoodOnes() {
    List<SignedMessage> good = cases.good(16, 16);
    for (SignedMessage hidden : EdgeCases.ofEveryKind()) {
      for (int place = 0; place < good.size(); place++) {
        Batches.assertFoundAt(batch, good, place, hidden);
      }
    }
  }

  @Test
  void someKindAtEveryPlaceOf64FromManyKeysAndFew() {
    assertSomeKindIsFoundAt(IntStream.range(0, 64), cases.good(64, 64));
    assertSomeKindIsFoundAt(IntStream.range(0, 64), cases.good(64, 5));
  }

  @Test
  void someKindAtPlacesAllOver256FromManyKeysAndFew() {
    assertSomeKindIsFoundAt(IntStream.range(0, 32).map(i -> 8 * i), cases.good(256, 256));
    assertSomeKindIsFoundAt(IntStream.range(0, 32).map(i -> (8 * i) + 7), cases.good(256, 32));
  }

  private void assertSomeKindIsFoundAt(IntStream places, List<SignedMessage> good) {
    List<SignedMessage> kinds = EdgeCases.ofEveryKind();
    PrimitiveIterator.OfInt next = IntStream.range(0, good.size()).iterator();
    places.forEach(
        place -> {
          SignedMessage hidden = kinds.get(next.nextInt() % kinds.size());
          Batches.assertFoundAt(batch, good, place, hidden);
        });
  }
}
