package io.timecoin.protocol.ed25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads little-endian words, the byte order of every number in Ed25519. */
final class LittleEndian {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  /** The eight bytes from {@code offset} as one word of 64 bits. */
  static long readLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
