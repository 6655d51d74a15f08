package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, such as a script; encodes as count and bytes (PROTOCOL §2.1). */
public final class ByteString implements Canonical {
  public static final ByteString EMPTY = new ByteString(new byte[0]);

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static ByteString of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone());
  }

  /** The bytes of an ASCII text; other characters become '?'. */
  public static ByteString ofAscii(String text) {
    return new ByteString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Parses hexadecimal digits.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ByteString fromHex(String hex) {
    return new ByteString(HexFormat.of().parseHex(hex));
  }

  public static ByteString read(CanonicalReader reader) throws DecodeException {
    byte[] bytes = reader.bytes();
    return bytes.length == 0 ? EMPTY : new ByteString(bytes);
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.bytes(bytes);
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public byte byteAt(int index) {
    return bytes[index];
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** A copy of the bytes from {@code from} up to, not including, {@code to}. */
  public byte[] toByteArray(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hex. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
