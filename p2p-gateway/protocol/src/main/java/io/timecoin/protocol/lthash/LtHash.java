package io.timecoin.protocol.lthash;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The state commitment: a hash of the UTXO set that follows every change at a constant cost and
 * does not depend on their order (PROTOCOL §7.4). 1,024 lanes of 16 bits; an element's lanes are
 * added when it is created and subtracted when it is spent. Whoever calls leaves out what is no
 * UTXO ({@link Output#isUtxo}). Mutable, not thread-safe.
 */
public final class LtHash {
  /** Bytes of all lanes. */
  public static final int SIZE = 2_048;

  private static final int WORDS = SIZE / Long.BYTES;
  private static final int TYPICAL_ELEMENT_SIZE = 96;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of each lane in a word its highest bit, and the others. */
  private static final long HIGHEST = 0x8000_8000_8000_8000L;

  private static final long OTHERS = ~HIGHEST;

  /** Four lanes in a word. */
  private final long[] lanes;

  private final Shake128 shake = new Shake128();
  private final long[] element = new long[WORDS];

  /** The commitment to the empty set. */
  public LtHash() {
    this(new long[WORDS]);
  }

  private LtHash(long[] lanes) {
    this.lanes = lanes;
  }

  /**
   * The state that {@link #lanes} gave.
   *
   * @throws IllegalArgumentException unless there are exactly {@value #SIZE} bytes
   */
  public static LtHash ofLanes(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("the lanes take " + SIZE + " bytes, not " + bytes.length);
    }
    long[] lanes = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      lanes[i] = (long) WORD.get(bytes, i * Long.BYTES);
    }
    return new LtHash(lanes);
  }

  /** An output was created. */
  public void add(OutPoint outpoint, Output output) {
    expand(outpoint, output);
    addTo(lanes, element);
  }

  /** An output was spent. */
  public void remove(OutPoint outpoint, Output output) {
    expand(outpoint, output);
    for (int i = 0; i < WORDS; i++) {
      long left = lanes[i];
      long right = element[i];
      // No lane borrows from the next: its highest bit is set before and put right afterwards.
      lanes[i] = ((left | HIGHEST) - (right & OTHERS)) ^ ((left ^ ~right) & HIGHEST);
    }
  }

  /** The commitment to both sets together, as a new value; parts can so be summed in parallel. */
  public LtHash plus(LtHash other) {
    long[] sum = lanes.clone();
    addTo(sum, other.lanes);
    return new LtHash(sum);
  }

  /** The lanes, little-endian: {@value #SIZE} bytes that say all there is to go on from. */
  public byte[] lanes() {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < WORDS; i++) {
      WORD.set(bytes, i * Long.BYTES, lanes[i]);
    }
    return bytes;
  }

  /** The header's field: SHA-256 of the lanes. */
  public Hash256 commitment() {
    return Sha256.hash(lanes());
  }

  public LtHash copy() {
    return new LtHash(lanes.clone());
  }

  private static void addTo(long[] sum, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      long left = sum[i];
      long right = other[i];
      // No lane carries into the next: the highest bits are added apart, without their carry.
      sum[i] = ((left & OTHERS) + (right & OTHERS)) ^ ((left ^ right) & HIGHEST);
    }
  }

  private void expand(OutPoint outpoint, Output output) {
    byte[] preimage =
        new CanonicalWriter(TYPICAL_ELEMENT_SIZE).value(outpoint).value(output).toByteArray();
    shake.hash(preimage, element);
  }
}
