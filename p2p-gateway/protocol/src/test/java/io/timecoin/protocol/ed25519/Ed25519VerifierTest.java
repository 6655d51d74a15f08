package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How keys, signatures and messages are handed over. */
class Ed25519VerifierTest {
  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private final Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(new byte[32]);
  private final byte[] message = {1, 2, 3, 4, 5};
  private final byte[] key = pair.publicKey();
  private final byte[] signature = pair.sign(message);

  @Test
  void scriptSigIsVerifiedInPlace() {
    byte[] scriptSig = Ed25519Model.concat(key, signature);

    assertThat(verifier.verify(scriptSig, 0, scriptSig, 32, message, 0, 5)).isTrue();
    assertThat(verifier.verify(scriptSig, 0, scriptSig, 32, message, 0, 4)).isFalse();
    assertThat(verifier.verify(scriptSig, 1, scriptSig, 32, message, 0, 5)).isFalse();
  }

  @Test
  void partsOfOneArrayAreVerifiedAtTheirOffsets() {
    byte[] all = new byte[3 + 32 + 5 + 64 + 7 + 5 + 2];
    System.arraycopy(key, 0, all, 3, 32);
    System.arraycopy(signature, 0, all, 40, 64);
    System.arraycopy(message, 0, all, 111, 5);

    assertThat(verifier.verify(all, 3, all, 40, all, 111, 5)).isTrue();
    assertThat(verifier.verify(all, 3, all, 40, all, 110, 5)).isFalse();
  }

  @Test
  void inputIsLeftUnchanged() {
    byte[] keyBefore = key.clone();
    byte[] signatureBefore = signature.clone();
    byte[] messageBefore = message.clone();

    verifier.verify(key, signature, message);

    assertThat(key).isEqualTo(keyBefore);
    assertThat(signature).isEqualTo(signatureBefore);
    assertThat(message).isEqualTo(messageBefore);
  }

  @Test
  void keysAndSignaturesOfAnyOtherLengthAreInvalid() {
    for (int length = 0; length < 130; length++) {
      if (length != 32) {
        assertThat(verifier.verify(Arrays.copyOf(key, length), signature, message)).isFalse();
      }
      if (length != 64) {
        assertThat(verifier.verify(key, Arrays.copyOf(signature, length), message)).isFalse();
      }
    }
    assertThat(verifier.verify(key, signature, message)).isTrue();
  }

  @Test
  void rangesOutsideTheArraysAreRefusedAndDisturbNothing() {
    assertOutOfBounds(1, 0, 0, 5);
    assertOutOfBounds(-1, 0, 0, 5);
    assertOutOfBounds(0, 1, 0, 5);
    assertOutOfBounds(0, -1, 0, 5);
    assertOutOfBounds(0, 0, 1, 5);
    assertOutOfBounds(0, 0, -1, 5);
    assertOutOfBounds(0, 0, 0, 6);
    assertOutOfBounds(0, 0, 0, -1);
    assertOutOfBounds(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private void assertOutOfBounds(int keyOffset, int sigOffset, int offset, int length) {
    assertThatThrownBy(
            () -> verifier.verify(key, keyOffset, signature, sigOffset, message, offset, length))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(verifier.verify(key, signature, message)).isTrue();
  }
}
