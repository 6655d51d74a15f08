package io.timecoin.e2e.recomputed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads little-endian values one after the other (PROTOCOL §2.1). */
final class PlainBytes {
  private final ByteBuffer buffer;

  PlainBytes(byte[] bytes) {
    buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int u8() {
    return Byte.toUnsignedInt(buffer.get());
  }

  long u32() {
    return Integer.toUnsignedLong(buffer.getInt());
  }

  long u64() {
    return buffer.getLong();
  }

  byte[] fixed(int size) {
    byte[] bytes = new byte[size];
    buffer.get(bytes);
    return bytes;
  }

  byte[] counted() {
    return fixed(Math.toIntExact(u64()));
  }

  int position() {
    return buffer.position();
  }

  boolean atEnd() {
    return !buffer.hasRemaining();
  }
}
