package io.timecoin.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.timecoin.protocol.codec.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What every codec must do: one encoding per value, and one error for everything else. */
public final class CodecAssertions {
  private static final int MUTATIONS = 300;

  /** Decodes a whole array. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(byte[] bytes) throws DecodeException;
  }

  private CodecAssertions() {}

  /**
   * Asserts that the value comes back from its bytes, and that of bytes mutated at random each
   * either gives a {@link DecodeException} or a value whose encoding is these very bytes.
   */
  public static <T> void assertCanonical(
      T value, Function<T, byte[]> encoder, Decoder<T> decoder, RandomGenerator random) {
    byte[] bytes = encoder.apply(value);
    assertRoundTrip(value, bytes, encoder, decoder);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutate(bytes, random);
      try {
        assertThat(encoder.apply(decoder.decode(mutated)))
            .as("encoding of what %s decodes to", HexFormat.of().formatHex(mutated))
            .isEqualTo(mutated);
      } catch (DecodeException expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
  }

  private static <T> void assertRoundTrip(
      T value, byte[] bytes, Function<T, byte[]> encoder, Decoder<T> decoder) {
    try {
      T decoded = decoder.decode(bytes);
      assertThat(decoded).isEqualTo(value);
      assertThat(encoder.apply(decoded)).isEqualTo(bytes);
    } catch (DecodeException e) {
      fail("the encoding of " + value + " does not decode", e);
    }
  }

  private static byte[] mutate(byte[] bytes, RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      case 2 -> withBytes(bytes, random.nextInt(bytes.length), randomBytes(8, random));
      default -> withFlippedBit(bytes, random);
    };
  }

  private static byte[] withBytes(byte[] bytes, int from, byte[] other) {
    byte[] mutated = bytes.clone();
    System.arraycopy(other, 0, mutated, from, Math.min(other.length, bytes.length - from));
    return mutated;
  }

  private static byte[] withFlippedBit(byte[] bytes, RandomGenerator random) {
    byte[] mutated = bytes.clone();
    mutated[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return mutated;
  }

  private static byte[] randomBytes(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
