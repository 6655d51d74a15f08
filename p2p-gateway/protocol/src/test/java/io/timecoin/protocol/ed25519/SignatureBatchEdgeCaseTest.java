package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where libraries disagree, alone and hidden in good batches: the verdicts of PROTOCOL §3.2. */
@ParameterizedClass
@EnumSource
class SignatureBatchEdgeCaseTest {
  private final BatchCases cases = new BatchCases(215);
  private final SignatureBatch batch;

  SignatureBatchEdgeCaseTest(Engine engine) {
    batch = engine.newBatch(new Random(215));
  }

  private List<SignedMessage> allCases() throws IOException {
    List<SignedMessage> all = new ArrayList<>(Ed25519VerifierVectorTest.publishedCases());
    all.addAll(cases.smallOrderPairs());
    all.addAll(cases.mixedOrders());
    all.addAll(cases.largeS());
    all.addAll(cases.unusualEncodings());
    assertThat(all).hasSizeGreaterThan(400);
    return all;
  }

  @Test
  void everyCaseAlone() throws IOException {
    for (SignedMessage signed : allCases()) {
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
  void allCasesTogether() throws IOException {
    List<SignedMessage> all = allCases();
    for (int from = 0; from < all.size(); from += SignatureBatch.CAPACITY) {
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(
          batch, all.subList(from, Math.min(all.size(), from + SignatureBatch.CAPACITY)));
    }
  }

  @Test
  void everyCaseAtEveryPlaceOfSixteen() throws IOException {
    assertFoundAtEveryPlace(allCases(), 16, 16);
  }

  @Test
  void someCaseAtEveryPlaceOf64() throws IOException {
    assertSomeFoundAtEveryPlace(64, 64);
    assertSomeFoundAtEveryPlace(64, 5);
  }

  @Test
  void someCaseAtEveryPlaceOf256() throws IOException {
    assertSomeFoundAtEveryPlace(256, 256);
    assertSomeFoundAtEveryPlace(256, 32);
  }

  @Test
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  void everyCaseAtEveryPlaceOf64() throws IOException {
    assertFoundAtEveryPlace(allCases(), 64, 64);
  }

  @Test
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  void casesOfEveryKindAtEveryPlaceOf256() throws IOException {
    List<SignedMessage> all = allCases();
    List<SignedMessage> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 20) {
      chosen.add(all.get(i));
    }
    assertFoundAtEveryPlace(chosen, 256, 256);
    assertFoundAtEveryPlace(chosen, 256, 32);
  }

  private void assertFoundAtEveryPlace(List<SignedMessage> hidden, int size, int keys) {
    List<SignedMessage> good = cases.good(size, keys);
    for (SignedMessage signed : hidden) {
      for (int place = 0; place < size; place++) {
        Batches.assertFoundAt(batch, good, place, signed);
      }
    }
  }

  /** Goes through the places and the cases side by side. */
  private void assertSomeFoundAtEveryPlace(int size, int keys) throws IOException {
    List<SignedMessage> good = cases.good(size, keys);
    List<SignedMessage> hidden = allCases();
    for (int i = 0; i < Math.max(size, hidden.size()); i++) {
      Batches.assertFoundAt(batch, good, i % size, hidden.get(i % hidden.size()));
    }
  }
}
