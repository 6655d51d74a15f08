package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.L;
import static io.timecoin.protocol.ed25519.Ed25519Model.P;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where libraries disagree: PROTOCOL §3.2 rule by rule, with generated signatures. */
class Ed25519VerifierEdgeCaseTest {
  private final Random random = new Random(14);
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  @Test
  void everyPairOfSmallOrderPointsWithZeroSIsValidForEveryMessage() {
    byte[][] messages = {{}, "TimeCoin".getBytes(UTF_8), new byte[32], randomBytes(1_000)};
    int checked = 0;
    for (byte[] encodedA : Ed25519Model.smallOrderEncodings()) {
      for (byte[] encodedR : Ed25519Model.smallOrderEncodings()) {
        for (byte[] message : messages) {
          byte[] signature = Ed25519Model.concat(encodedR, new byte[32]);
          SignedMessage signed = new SignedMessage(encodedA, signature, message);
          assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isTrue();
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(14 * 14 * messages.length);
  }

  @Test
  void smallOrderPairsWithAnyOtherSAreInvalid() {
    for (byte[] encodedA : Ed25519Model.smallOrderEncodings()) {
      for (byte[] encodedR : Ed25519Model.smallOrderEncodings()) {
        byte[] signature = Ed25519Model.concat(encodedR, Ed25519Model.encodeNumber(scalar()));
        SignedMessage signed = new SignedMessage(encodedA, signature, randomBytes(32));
        assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isFalse();
      }
    }
  }

  @Test
  void partsOfSmallOrderInKeyAndNonceDoNotMatter() {
    for (Point torsionOfA : Ed25519Model.torsionPoints()) {
      for (Point torsionOfR : Ed25519Model.torsionPoints()) {
        SignedMessage signed =
            Ed25519Model.sign(scalar(), torsionOfA, scalar(), torsionOfR, randomBytes(32));
        assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isTrue();
        assertThat(signed.isAcceptedByModel()).as("%s", signed).isTrue();

        SignedMessage otherMessage = signed.withMessage(randomBytes(32));
        assertThat(otherMessage.isAcceptedBy(verifier)).as("%s", otherMessage).isFalse();
        assertThat(otherMessage.isAcceptedByModel()).as("%s", otherMessage).isFalse();
      }
    }
  }

  @Test
  void nonceOfSmallOrderEncodedInAnyWayIsValid() {
    BigInteger secret = scalar();
    for (Point torsionOfA : Ed25519Model.torsionPoints()) {
      byte[] encodedA = Ed25519Model.BASE.times(secret).plus(torsionOfA).encode();
      for (byte[] encodedR : Ed25519Model.smallOrderEncodings()) {
        byte[] message = randomBytes(32);
        BigInteger s = Ed25519Model.challenge(encodedR, encodedA, message).multiply(secret).mod(L);
        byte[] signature = Ed25519Model.concat(encodedR, Ed25519Model.encodeNumber(s));
        SignedMessage signed = new SignedMessage(encodedA, signature, message);
        assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isTrue();
      }
    }
  }

  @Test
  void keyOfSmallOrderEncodedInAnyWayIsValid() {
    for (byte[] encodedA : Ed25519Model.smallOrderEncodings()) {
      BigInteger nonce = scalar();
      for (Point torsionOfR : Ed25519Model.torsionPoints()) {
        byte[] encodedR = Ed25519Model.BASE.times(nonce).plus(torsionOfR).encode();
        byte[] signature = Ed25519Model.concat(encodedR, Ed25519Model.encodeNumber(nonce));
        SignedMessage signed = new SignedMessage(encodedA, signature, randomBytes(32));
        assertThat(signed.isAcceptedBy(verifier)).as("%s", signed).isTrue();
      }
    }
  }

  @Test
  void sOfLOrMoreIsInvalidEvenWhenTheEquationHolds() {
    for (int i = 0; i < 50; i++) {
      SignedMessage signed = goodSignature();
      for (BigInteger s = signed.s().add(L); s.bitLength() <= 256; s = s.add(L)) {
        assertThat(signed.withS(s).isAcceptedBy(verifier)).isFalse();
      }
    }
  }

  @Test
  void sOfExactlyLIsInvalidWhereZeroIsValid() {
    for (byte[] encoding : Ed25519Model.smallOrderEncodings()) {
      byte[] signature = Ed25519Model.concat(encoding, new byte[32]);
      SignedMessage signed = new SignedMessage(encoding, signature, randomBytes(32));

      assertThat(signed.isAcceptedBy(verifier)).isTrue();
      assertThat(signed.withS(L).isAcceptedBy(verifier)).isFalse();
    }
  }

  @Test
  void largestSIsValid() {
    // R = [L − 1]B − [k]A for a neutral A is −B whatever k is.
    byte[] encodedR = Ed25519Model.BASE.negate().encode();
    byte[] s = Ed25519Model.encodeNumber(L.subtract(BigInteger.ONE));
    byte[] neutral = Ed25519Model.IDENTITY.encode();

    assertThat(verifier.verify(neutral, Ed25519Model.concat(encodedR, s), randomBytes(32)))
        .isTrue();
  }

  @Test
  void encodingsThatAreNoPointAreInvalidAsKeyAndAsNonce() {
    SignedMessage signed = goodSignature();
    List<byte[]> noPoints = encodingsOfNoPoint();
    assertThat(noPoints).hasSizeGreaterThan(50);
    for (byte[] noPoint : noPoints) {
      assertThat(signed.withPublicKey(noPoint).isAcceptedBy(verifier)).isFalse();
      assertThat(signed.withR(noPoint).isAcceptedBy(verifier)).isFalse();
      // With S = 0 and the other point neutral only the decoding can refuse.
      byte[] neutral = Ed25519Model.IDENTITY.encode();
      byte[] zeroS = new byte[32];
      assertThat(verifier.verify(noPoint, Ed25519Model.concat(neutral, zeroS), zeroS)).isFalse();
      assertThat(verifier.verify(neutral, Ed25519Model.concat(noPoint, zeroS), zeroS)).isFalse();
    }
  }

  private List<byte[]> encodingsOfNoPoint() {
    List<byte[]> candidates = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      candidates.add(Ed25519Model.encodeNumber(P.add(BigInteger.valueOf(i))));
      candidates.add(Ed25519Model.encodeNumber(P.add(BigInteger.valueOf(i)).setBit(255)));
    }
    for (int i = 0; i < 100; i++) {
      candidates.add(randomBytes(32));
    }
    return candidates.stream().filter(bytes -> Ed25519Model.decode(bytes).isEmpty()).toList();
  }

  @Test
  void yOfPOrMoreIsTheSameAsKeyAndNonceOfAnyOrder() {
    // No discrete logarithm of these points is known: what can be compared is the verdict.
    for (int i = 0; i < 19; i++) {
      for (int sign = 0; sign < 2; sign++) {
        BigInteger form = P.add(BigInteger.valueOf(i)).or(BigInteger.valueOf(sign).shiftLeft(255));
        byte[] encoded = Ed25519Model.encodeNumber(form);
        byte[] signature = Ed25519Model.concat(encoded, Ed25519Model.encodeNumber(scalar()));
        SignedMessage signed = new SignedMessage(encoded, signature, randomBytes(32));
        assertThat(signed.isAcceptedBy(verifier)).isEqualTo(signed.isAcceptedByModel());
      }
    }
  }

  @Test
  void challengeIsHashedOverTheBytesAsReceived() {
    // The neutral element has y = 1 and also y = p + 1; k differs, and with it S.
    byte[] canonical = Ed25519Model.IDENTITY.encode();
    byte[] notCanonical = Ed25519Model.encodeNumber(P.add(BigInteger.ONE));
    BigInteger secret = scalar();
    byte[] encodedA = Ed25519Model.BASE.times(secret).encode();
    byte[] message = randomBytes(32);
    BigInteger k = Ed25519Model.challenge(notCanonical, encodedA, message);
    byte[] s = Ed25519Model.encodeNumber(k.multiply(secret).mod(L));

    assertThat(verifier.verify(encodedA, Ed25519Model.concat(notCanonical, s), message)).isTrue();
    assertThat(verifier.verify(encodedA, Ed25519Model.concat(canonical, s), message)).isFalse();
  }

  @Test
  void verdictDoesNotDependOnWhatWasVerifiedBefore() {
    SignedMessage good = goodSignature();
    byte[] noPoint = encodingsOfNoPoint().getFirst();
    List<SignedMessage> disturbances =
        List.of(
            good.withS(L),
            good.withPublicKey(noPoint),
            good.withR(noPoint),
            good.withMessage(randomBytes(32)),
            good.withSignature(new byte[64]));
    for (SignedMessage disturbance : disturbances) {
      disturbance.isAcceptedBy(verifier);
      assertThat(good.isAcceptedBy(verifier)).isTrue();
    }
  }

  private SignedMessage goodSignature() {
    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(randomBytes(32));
    byte[] message = randomBytes(random.nextInt(300));
    return new SignedMessage(pair.publicKey(), pair.sign(message), message);
  }

  private BigInteger scalar() {
    return Points.randomBelow(random, L.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
