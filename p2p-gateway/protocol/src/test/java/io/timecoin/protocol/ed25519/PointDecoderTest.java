package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.Ed25519Model.P;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.Ed25519Model.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decoding by ZIP-215 against the model. */
class PointDecoderTest {
  private final Random random = new Random(25519);
  private final PointDecoder decoder = new PointDecoder();

  @Test
  void randomBytesDecodeAsInTheModel() {
    assertThat(decodedAsInTheModel(randomEncodings(1_000)))
        .as("about half of all y are on the curve")
        .isBetween(400, 600);
  }

  @Test
  void anyNumberOfEncodingsDecodeAsInTheModel() {
    for (int count = 0; count <= 9; count++) {
      decodedAsInTheModel(randomEncodings(count));
    }
  }

  private List<byte[]> randomEncodings(int count) {
    List<byte[]> encodings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] encoded = new byte[32];
      random.nextBytes(encoded);
      encodings.add(encoded);
    }
    return encodings;
  }

  @Test
  void everyEncodingOfYFromPUpwardsDecodesAsInTheModel() {
    List<byte[]> encodings = new ArrayList<>();
    for (int excess = 0; excess < 19; excess++) {
      BigInteger y = P.add(BigInteger.valueOf(excess));
      encodings.add(Ed25519Model.encodeNumber(y));
      encodings.add(Ed25519Model.encodeNumber(y.setBit(255)));
    }
    assertThat(decodedAsInTheModel(encodings)).isGreaterThan(0).isEven();
  }

  @Test
  void smallOrderEncodingsAllDecode() {
    assertThat(decodedAsInTheModel(Ed25519Model.smallOrderEncodings())).isEqualTo(14);
  }

  @Test
  void numbersNearZeroAndPDecodeAsInTheModel() {
    List<byte[]> encodings = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      BigInteger small = BigInteger.valueOf(i);
      encodings.add(Ed25519Model.encodeNumber(small));
      encodings.add(Ed25519Model.encodeNumber(small.setBit(255)));
      encodings.add(Ed25519Model.encodeNumber(P.subtract(small)));
      encodings.add(Ed25519Model.encodeNumber(P.subtract(small).setBit(255)));
    }
    decodedAsInTheModel(encodings);
  }

  /** Decodes all and gives how many of them are points. */
  private int decodedAsInTheModel(List<byte[]> encodings) {
    byte[] encoded = {};
    EdwardsPoint[] points = new EdwardsPoint[encodings.size()];
    for (int i = 0; i < points.length; i++) {
      encoded = Ed25519Model.concat(encoded, encodings.get(i));
      points[i] = new EdwardsPoint();
    }
    boolean[] decoded = new boolean[points.length];

    decoder.decode(encoded, points.length, points, decoded);

    int count = 0;
    for (int i = 0; i < points.length; i++) {
      Optional<Point> expected = Ed25519Model.decode(encodings.get(i));
      assertThat(decoded[i]).isEqualTo(expected.isPresent());
      if (expected.isPresent()) {
        assertIs(points[i], expected.get());
        count++;
      }
    }
    return count;
  }

  private static void assertIs(EdwardsPoint point, Point expected) {
    assertThat(Ed25519Model.isOnCurve(expected.affineX(), expected.affineY())).isTrue();
    assertThat(Points.toModel(point).isSame(expected)).isTrue();
    assertThat(Points.isConsistent(point)).isTrue();
    assertThat(Points.isTight(point)).isTrue();
  }
}
