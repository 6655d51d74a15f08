package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random good and damaged signatures: our verdict, the model's and BouncyCastle's. */
class Ed25519VerifierPropertyTest {
  private final Random random = new Random(3);
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  @Test
  void signaturesOfBouncyCastleAreValid() {
    for (int i = 0; i < 500; i++) {
      SignedMessage signed = goodSignature();
      assertThat(signed.isAcceptedByBouncyCastle()).isTrue();
      assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isTrue();
    }
  }

  @Test
  void everySingleFlippedBitIsRefused() {
    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(randomBytes(32));
    byte[] digest = randomBytes(32);
    SignedMessage signed = new SignedMessage(pair.publicKey(), pair.sign(digest), digest);
    for (int bit = 0; bit < 512; bit++) {
      SignedMessage changed = signed.withSignature(flip(signed.signature(), bit));
      assertThat(changed.isAcceptedBy(verifier)).as("%s", changed).isFalse();
    }
    for (int bit = 0; bit < 256; bit++) {
      SignedMessage changed = signed.withPublicKey(flip(signed.publicKey(), bit));
      assertThat(changed.isAcceptedBy(verifier)).as("%s", changed).isFalse();
    }
    for (int bit = 0; bit < 8 * digest.length; bit++) {
      SignedMessage changed = signed.withMessage(flip(signed.message(), bit));
      assertThat(changed.isAcceptedBy(verifier)).as("%s", changed).isFalse();
    }
  }

  @Test
  void damagedSignaturesGetTheVerdictOfTheModelAndNeverLessThanBouncyCastles() {
    for (int i = 0; i < 150; i++) {
      assertVerdictsAgree(damage(goodSignature()));
    }
  }

  @Test
  void mixedOrderSignaturesGetTheVerdictOfTheModelAndNeverLessThanBouncyCastles() {
    for (int i = 0; i < 100; i++) {
      SignedMessage signed =
          Ed25519Model.sign(
              Points.randomBelow(random, Ed25519Model.L),
              Ed25519Model.torsionPoints().get(random.nextInt(8)),
              Points.randomBelow(random, Ed25519Model.L),
              Ed25519Model.torsionPoints().get(random.nextInt(8)),
              randomBytes(32));
      assertVerdictsAgree(signed);
      assertVerdictsAgree(damage(signed));
    }
  }

  private void assertVerdictsAgree(SignedMessage signed) {
    boolean accepted = signed.isAcceptedBy(verifier);

    assertThat(accepted).as("%s", signed).isEqualTo(signed.isAcceptedByModel());
    if (signed.isAcceptedByBouncyCastle()) {
      assertThat(accepted).as("%s", signed).isTrue();
    }
  }

  private SignedMessage damage(SignedMessage signed) {
    return switch (random.nextInt(7)) {
      case 0 -> signed.withSignature(flip(signed.signature(), random.nextInt(512)));
      case 1 -> signed.withPublicKey(flip(signed.publicKey(), random.nextInt(256)));
      case 2 -> signed.withMessage(randomBytes(random.nextInt(80)));
      case 3 -> signed.withS(signed.s().add(Ed25519Model.L));
      case 4 -> signed.withS(signed.s().add(BigInteger.ONE).mod(Ed25519Model.L));
      case 5 -> signed.withR(Ed25519Model.smallOrderEncodings().get(random.nextInt(14)));
      default -> signed.withPublicKey(Ed25519Model.smallOrderEncodings().get(random.nextInt(14)));
    };
  }

  private SignedMessage goodSignature() {
    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(randomBytes(32));
    byte[] message = randomBytes(1 + random.nextInt(200));
    return new SignedMessage(pair.publicKey(), pair.sign(message), message);
  }

  private static byte[] flip(byte[] bytes, int bit) {
    bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
    return bytes;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
