package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.L;
import static io.timecoin.protocol.ed25519.Ed25519Model.P;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Signatures for batches: ordinary ones, and one of every kind on which libraries disagree. */
final class BatchCases {
  private final Random random;

  BatchCases(long seed) {
    random = new Random(seed);
  }

  /** Good signatures by as many keys, or by {@code keys} of them in turn. */
  List<SignedMessage> good(int count, int keys) {
    List<Ed25519KeyPair> pairs = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      pairs.add(Ed25519KeyPair.fromSeed(randomBytes(32)));
    }
    List<SignedMessage> signed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Ed25519KeyPair pair = pairs.get(i % keys);
      byte[] message = randomBytes(random.nextInt(150));
      signed.add(new SignedMessage(pair.publicKey(), pair.sign(message), message));
    }
    return signed;
  }

  SignedMessage good() {
    return good(1, 1).getFirst();
  }

  /** All 196 pairs of encodings of small-order points with S = 0: every one is valid. */
  List<SignedMessage> smallOrderPairs() {
    List<SignedMessage> cases = new ArrayList<>();
    for (byte[] encodedA : Ed25519Model.smallOrderEncodings()) {
      for (byte[] encodedR : Ed25519Model.smallOrderEncodings()) {
        cases.add(
            new SignedMessage(
                encodedA, Ed25519Model.concat(encodedR, new byte[32]), randomBytes(32)));
      }
    }
    return cases;
  }

  /** Every part of small order in A with every one in R, each valid, and each with another S. */
  List<SignedMessage> mixedOrders() {
    List<SignedMessage> cases = new ArrayList<>();
    for (Point torsionOfA : Ed25519Model.torsionPoints()) {
      for (Point torsionOfR : Ed25519Model.torsionPoints()) {
        SignedMessage valid =
            Ed25519Model.sign(scalar(), torsionOfA, scalar(), torsionOfR, randomBytes(32));
        cases.add(valid);
        cases.add(valid.withS(valid.s().add(BigInteger.ONE).mod(L)));
      }
    }
    return cases;
  }

  /** S at and beyond L. */
  List<SignedMessage> largeS() {
    List<SignedMessage> cases = new ArrayList<>();
    byte[] neutral = Ed25519Model.IDENTITY.encode();
    SignedMessage zeroS =
        new SignedMessage(neutral, Ed25519Model.concat(neutral, new byte[32]), randomBytes(32));
    cases.add(zeroS.withS(L));
    SignedMessage largest =
        new SignedMessage(
            neutral,
            Ed25519Model.concat(Ed25519Model.BASE.negate().encode(), new byte[32]),
            randomBytes(32));
    cases.add(largest.withS(L.subtract(BigInteger.ONE)));
    SignedMessage signed = good();
    for (BigInteger s = signed.s().add(L); s.bitLength() <= 256; s = s.add(L)) {
      cases.add(signed.withS(s));
    }
    cases.add(signed.withS(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)));
    return cases;
  }

  /** Every y of p or more as A and as R, points and others, and other encodings of no point. */
  List<SignedMessage> unusualEncodings() {
    List<SignedMessage> cases = new ArrayList<>();
    SignedMessage signed = good();
    for (int i = 0; i < 19; i++) {
      for (int sign = 0; sign < 2; sign++) {
        BigInteger form = P.add(BigInteger.valueOf(i)).or(BigInteger.valueOf(sign).shiftLeft(255));
        cases.add(signed.withPublicKey(Ed25519Model.encodeNumber(form)));
        cases.add(signed.withR(Ed25519Model.encodeNumber(form)));
      }
    }
    for (int i = 0; i < 10; i++) {
      cases.add(signed.withPublicKey(noPoint()));
      cases.add(signed.withR(noPoint()));
    }
    return cases;
  }

  private byte[] noPoint() {
    while (true) {
      byte[] candidate = randomBytes(32);
      if (Ed25519Model.decode(candidate).isEmpty()) {
        return candidate;
      }
    }
  }

  /** A good signature changed in a way that may or may not make it invalid, or an edge case. */
  SignedMessage damaged(SignedMessage signed) {
    return switch (random.nextInt(9)) {
      case 0 -> signed.withSignature(flip(signed.signature(), random.nextInt(512)));
      case 1 -> signed.withPublicKey(flip(signed.publicKey(), random.nextInt(256)));
      case 2 -> signed.withMessage(randomBytes(random.nextInt(80)));
      case 3 -> signed.withS(signed.s().add(L));
      case 4 -> signed.withS(signed.s().add(BigInteger.ONE).mod(L));
      case 5 -> signed.withR(Ed25519Model.smallOrderEncodings().get(random.nextInt(14)));
      case 6 -> signed.withPublicKey(Ed25519Model.smallOrderEncodings().get(random.nextInt(14)));
      case 7 -> EdgeCases.all().get(random.nextInt(EdgeCases.all().size()));
      default ->
          new SignedMessage(
              Ed25519Model.smallOrderEncodings().get(random.nextInt(14)),
              Ed25519Model.concat(
                  Ed25519Model.smallOrderEncodings().get(random.nextInt(14)), new byte[32]),
              signed.message());
    };
  }

  /** Good signatures of which none, one, a few or all are {@link #damaged}. */
  List<SignedMessage> damageSome(List<SignedMessage> good) {
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
      signed.set(place, damaged(signed.get(place)));
    }
    return signed;
  }

  private static byte[] flip(byte[] bytes, int bit) {
    bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
    return bytes;
  }

  private BigInteger scalar() {
    return Points.randomBelow(random, L.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
