package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Puts signatures into a batch and compares its verdicts with those of the single verifier. */
final class Batches {
  private Batches() {}

  static BitSet verify(SignatureBatch batch, List<SignedMessage> signed) {
    for (SignedMessage message : signed) {
      message.addTo(batch);
    }
    return batch.verify();
  }

  /** Which are invalid, each judged alone. */
  static BitSet expected(List<SignedMessage> signed) {
    Ed25519Verifier verifier = new Ed25519Verifier();
    BitSet bad = new BitSet();
    for (int i = 0; i < signed.size(); i++) {
      bad.set(i, !signed.get(i).isAcceptedBy(verifier));
    }
    return bad;
  }

  static void assertVerdictsAreThoseOfTheSingleVerifier(
      SignatureBatch batch, List<SignedMessage> signed) {
    assertThat(verify(batch, signed)).as("%s", signed).isEqualTo(expected(signed));
  }

  /** Puts {@code hidden} in the place of one of the {@code good} ones. */
  static void assertFoundAt(
      SignatureBatch batch, List<SignedMessage> good, int place, SignedMessage hidden) {
    List<SignedMessage> signed = new ArrayList<>(good);
    signed.set(place, hidden);
    BitSet expected = new BitSet();
    expected.set(place, !hidden.isAcceptedBy(new Ed25519Verifier()));

    assertThat(verify(batch, signed)).as("%s at %d", hidden, place).isEqualTo(expected);
  }
}
