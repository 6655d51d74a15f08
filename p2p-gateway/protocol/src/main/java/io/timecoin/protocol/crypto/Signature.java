package io.timecoin.protocol.crypto;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 signature as received: R, then S (PROTOCOL §3.1, §3.2). */
public final class Signature implements Canonical, Comparable<Signature> {
  public static final int SIZE = 64;

  private final byte[] bytes;

  private Signature(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these bytes.
   *
   * @throws IllegalArgumentException unless there are exactly {@value #SIZE}
   */
  public static Signature of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a signature has " + SIZE + " bytes, not " + bytes.length);
    }
    return new Signature(bytes.clone());
  }

  /**
   * Parses hexadecimal digits.
   *
   * @throws IllegalArgumentException for another length or another character
   */
  public static Signature fromHex(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException(
          "a signature has " + 2 * SIZE + " hexadecimal digits, not " + hex.length());
    }
    return new Signature(HexFormat.of().parseHex(hex));
  }

  public static Signature read(CanonicalReader reader) throws DecodeException {
    return new Signature(reader.fixed(SIZE));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.fixed(bytes);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Signature other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
