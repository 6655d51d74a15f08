package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.P;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decoding by ZIP-215 against the model. */
class PointDecoderTest {
  private final Random random = new Random(25519);
  private final PointDecoder decoder = new PointDecoder();
  private final EdwardsPoint point = new EdwardsPoint();

  @Test
  void randomBytesDecodeAsInTheModel() {
    int decoded = 0;
    byte[] encoded = new byte[32];
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(encoded);
      decoded += assertDecodesAsInTheModel(encoded) ? 1 : 0;
    }
    assertThat(decoded).as("about half of all y are on the curve").isBetween(400, 600);
  }

  @Test
  void everyEncodingOfYFromPUpwardsDecodesAsInTheModel() {
    int decoded = 0;
    for (int excess = 0; excess < 19; excess++) {
      BigInteger y = P.add(BigInteger.valueOf(excess));
      decoded += assertDecodesAsInTheModel(Ed25519Model.encodeNumber(y)) ? 1 : 0;
      decoded += assertDecodesAsInTheModel(Ed25519Model.encodeNumber(y.setBit(255))) ? 1 : 0;
    }
    assertThat(decoded).isGreaterThan(0).isEven();
  }

  @Test
  void smallOrderEncodingsAllDecode() {
    assertThat(Ed25519Model.smallOrderEncodings()).hasSize(14);
    for (byte[] encoded : Ed25519Model.smallOrderEncodings()) {
      assertThat(assertDecodesAsInTheModel(encoded)).isTrue();
    }
  }

  @Test
  void numbersNearZeroAndPDecodeAsInTheModel() {
    for (int i = 0; i < 100; i++) {
      BigInteger small = BigInteger.valueOf(i);
      assertDecodesAsInTheModel(Ed25519Model.encodeNumber(small));
      assertDecodesAsInTheModel(Ed25519Model.encodeNumber(small.setBit(255)));
      assertDecodesAsInTheModel(Ed25519Model.encodeNumber(P.subtract(small)));
      assertDecodesAsInTheModel(Ed25519Model.encodeNumber(P.subtract(small).setBit(255)));
    }
  }

  /** Decodes at an offset and gives whether there is such a point. */
  private boolean assertDecodesAsInTheModel(byte[] encoded) {
    Optional<Point> expected = Ed25519Model.decode(encoded);

    boolean decoded = decoder.decode(Ed25519Model.concat(new byte[7], encoded), 7, point);

    assertThat(decoded).isEqualTo(expected.isPresent());
    expected.ifPresent(
        p -> {
          assertThat(Ed25519Model.isOnCurve(p.affineX(), p.affineY())).isTrue();
          assertThat(Points.toModel(point).isSame(p)).isTrue();
          assertThat(Points.isConsistent(point)).isTrue();
          assertThat(Points.isTight(point)).isTrue();
        });
    return decoded;
  }
}
