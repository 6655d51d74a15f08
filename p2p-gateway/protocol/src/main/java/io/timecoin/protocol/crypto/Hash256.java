package io.timecoin.protocol.crypto;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * 32 bytes of SHA-256, held in four longs: an identifier, a digest, a Merkle root or a commitment.
 * Prints in natural byte order, lower-case hex (PROTOCOL §2.3); ordered by unsigned bytes.
 */
public record Hash256(long word0, long word1, long word2, long word3)
    implements Canonical, Comparable<Hash256> {
  public static final int SIZE = 32;
  public static final Hash256 ZERO = new Hash256(0, 0, 0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * The hash whose bytes these are.
   *
   * @throws IllegalArgumentException unless there are exactly 32
   */
  public static Hash256 of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return of(bytes, 0);
  }

  /** The hash at an offset of a larger array. */
  public static Hash256 of(byte[] bytes, int offset) {
    return new Hash256(
        (long) LONG.get(bytes, offset),
        (long) LONG.get(bytes, offset + 8),
        (long) LONG.get(bytes, offset + 16),
        (long) LONG.get(bytes, offset + 24));
  }

  /**
   * Parses 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Hash256 fromHex(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException("a hash has 64 hexadecimal digits, not " + hex.length());
    }
    return of(HexFormat.of().parseHex(hex));
  }

  public static Hash256 read(CanonicalReader reader) throws DecodeException {
    return of(reader.fixed(SIZE));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.fixed(toByteArray());
  }

  public byte[] toByteArray() {
    byte[] bytes = new byte[SIZE];
    copyTo(bytes, 0);
    return bytes;
  }

  /** Writes the 32 bytes at an offset of {@code target}. */
  public void copyTo(byte[] target, int offset) {
    LONG.set(target, offset, word0);
    LONG.set(target, offset + 8, word1);
    LONG.set(target, offset + 16, word2);
    LONG.set(target, offset + 24, word3);
  }

  @Override
  public int compareTo(Hash256 other) {
    int order = Long.compareUnsigned(word0, other.word0);
    if (order == 0) {
      order = Long.compareUnsigned(word1, other.word1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(word2, other.word2);
    }
    return order == 0 ? Long.compareUnsigned(word3, other.word3) : order;
  }

  @Override
  public int hashCode() {
    // Uniform already: any 32 of the bits do.
    return (int) word0;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(toByteArray());
  }
}
