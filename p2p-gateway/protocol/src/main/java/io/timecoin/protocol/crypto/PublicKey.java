package io.timecoin.protocol.crypto;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 public key as received: 32 bytes that need not decode to a point (PROTOCOL §3.2 judges
 * that). Key order, wherever PROTOCOL sorts members, is the order of the unsigned bytes.
 */
public final class PublicKey implements Canonical, Comparable<PublicKey> {
  public static final int SIZE = 32;

  private final byte[] bytes;

  private PublicKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these bytes.
   *
   * @throws IllegalArgumentException unless there are exactly {@value #SIZE}
   */
  public static PublicKey of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "a public key has " + SIZE + " bytes, not " + bytes.length);
    }
    return new PublicKey(bytes.clone());
  }

  /**
   * Parses hexadecimal digits.
   *
   * @throws IllegalArgumentException for another length or another character
   */
  public static PublicKey fromHex(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException(
          "a public key has " + 2 * SIZE + " hexadecimal digits, not " + hex.length());
    }
    return new PublicKey(HexFormat.of().parseHex(hex));
  }

  public static PublicKey read(CanonicalReader reader) throws DecodeException {
    return new PublicKey(reader.fixed(SIZE));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.fixed(bytes);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public int compareTo(PublicKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
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
