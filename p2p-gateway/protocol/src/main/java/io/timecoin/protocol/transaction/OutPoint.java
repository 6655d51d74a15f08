package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;

/**
 * Names one output of one transaction (PROTOCOL §2.2). It is ordered, so that hash maps stay fast
 * when somebody sends outpoints whose hash codes collide.
 *
 * @param index unsigned 32 bits
 */
public record OutPoint(Hash256 txid, int index) implements Canonical, Comparable<OutPoint> {
  public static final int SIZE = Hash256.SIZE + Integer.BYTES;

  public static OutPoint read(CanonicalReader reader) throws DecodeException {
    return new OutPoint(Hash256.read(reader), reader.u32());
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.value(txid).u32(index);
  }

  @Override
  public int compareTo(OutPoint other) {
    int order = txid.compareTo(other.txid);
    return order == 0 ? Integer.compareUnsigned(index, other.index) : order;
  }

  /** {@code txid:index}. */
  @Override
  public String toString() {
    return txid + ":" + Integer.toUnsignedString(index);
  }
}
