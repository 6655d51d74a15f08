package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Which members of a committee signed: member i in key order is bit i mod 8, lowest first, of byte
 * i div 8 (PROTOCOL §6.8). The bytes are kept as received; {@link #fits} tells whether they are the
 * one encoding for a committee of a size.
 */
public final class Bitmap implements Canonical {
  private final byte[] bytes;

  private Bitmap(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Bitmap ofBytes(byte[] bytes) {
    return new Bitmap(bytes.clone());
  }

  /**
   * The bitmap of some of a committee's members.
   *
   * @param size number of members of the committee
   * @param places places in key order, each 0..size-1
   */
  public static Bitmap of(int size, IntStream places) {
    byte[] bytes = new byte[length(size)];
    places.forEach(place -> bytes[place / 8] |= (byte) (1 << place % 8));
    var bitmap = new Bitmap(bytes);
    if (!bitmap.fits(size)) {
      throw new IllegalArgumentException("a place is not below " + size);
    }
    return bitmap;
  }

  public static Bitmap read(CanonicalReader reader) throws DecodeException {
    return new Bitmap(reader.bytes());
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.bytes(bytes);
  }

  /** Bytes that the bitmap of a committee of this size has. */
  public static int length(int size) {
    return (size + 7) / 8;
  }

  /** Whether it has the length for a committee of this size. */
  public boolean hasLengthFor(int size) {
    return bytes.length == length(size);
  }

  /** Whether it has the length for a committee of this size and every spare bit is zero. */
  public boolean fits(int size) {
    return hasLengthFor(size) && BitSet.valueOf(bytes).length() <= size;
  }

  public boolean isSet(int place) {
    return place / 8 < bytes.length && (bytes[place / 8] & 1 << place % 8) != 0;
  }

  /** The places that are set, ascending. */
  public IntStream places() {
    return BitSet.valueOf(bytes).stream();
  }

  /** How many are set. */
  public int count() {
    return BitSet.valueOf(bytes).cardinality();
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bitmap that && Arrays.equals(bytes, that.bytes);
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
