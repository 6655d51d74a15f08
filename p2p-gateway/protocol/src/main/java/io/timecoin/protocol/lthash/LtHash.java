package io.timecoin.protocol.lthash;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * The state commitment: a hash of the UTXO set that follows every change at a constant cost and
 * does not depend on their order (PROTOCOL §7.4). 1,024 lanes of 16 bits; an element's lanes are
 * added when it is created and subtracted when it is spent. Whoever calls leaves out what is no
 * UTXO ({@link Output#isUtxo}). Mutable, not thread-safe.
 */
public final class LtHash {
  /** Bytes of all lanes. */
  public static final int SIZE = 2_048;

  private static final int LANES = SIZE / 2;
  private static final int SHAKE_BITS = 128;
  private static final int TYPICAL_ELEMENT_SIZE = 96;
  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  private final char[] lanes;
  private final SHAKEDigest shake = new SHAKEDigest(SHAKE_BITS);
  private final byte[] element = new byte[SIZE];

  /** The commitment to the empty set. */
  public LtHash() {
    this(new char[LANES]);
  }

  private LtHash(char[] lanes) {
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
    char[] lanes = new char[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (char) LANE.get(bytes, 2 * i);
    }
    return new LtHash(lanes);
  }

  /** An output was created. */
  public void add(OutPoint outpoint, Output output) {
    expand(outpoint, output);
    for (int i = 0; i < LANES; i++) {
      lanes[i] += (char) LANE.get(element, 2 * i);
    }
  }

  /** An output was spent. */
  public void remove(OutPoint outpoint, Output output) {
    expand(outpoint, output);
    for (int i = 0; i < LANES; i++) {
      lanes[i] -= (char) LANE.get(element, 2 * i);
    }
  }

  /** The commitment to both sets together, as a new value; parts can so be summed in parallel. */
  public LtHash plus(LtHash other) {
    char[] sum = lanes.clone();
    for (int i = 0; i < LANES; i++) {
      sum[i] += other.lanes[i];
    }
    return new LtHash(sum);
  }

  /** The lanes, little-endian: {@value #SIZE} bytes that say all there is to go on from. */
  public byte[] lanes() {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < LANES; i++) {
      LANE.set(bytes, 2 * i, lanes[i]);
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

  private void expand(OutPoint outpoint, Output output) {
    byte[] preimage =
        new CanonicalWriter(TYPICAL_ELEMENT_SIZE).value(outpoint).value(output).toByteArray();
    shake.update(preimage, 0, preimage.length);
    shake.doFinal(element, 0, SIZE);
  }
}
