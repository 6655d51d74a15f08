package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.random.RandomGenerator;

/**
 * SipHash-1-3 of an outpoint's canonical encoding, under a key that only this process knows. A txid
 * can be ground until it begins as its maker likes, so without the key somebody could make outputs
 * that all stand in one place of a table.
 */
public final class OutPointHash {
  private static final int FINAL_ROUNDS = 3;

  /** SipHash ends with the length of what it hashes, in the last word's highest byte. */
  private static final long LENGTH = (long) OutPoint.SIZE << 56;

  private final long key0;
  private final long key1;

  /** The function of this key; little-endian, as SipHash has it. */
  OutPointHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /**
   * The function of a key drawn now.
   *
   * @param random one that nobody can foresee, where outpoints come from strangers
   */
  public static OutPointHash drawn(RandomGenerator random) {
    return new OutPointHash(random.nextLong(), random.nextLong());
  }

  long of(OutPoint outpoint) {
    Hash256 txid = outpoint.txid();
    return of(txid.word0(), txid.word1(), txid.word2(), txid.word3(), outpoint.index());
  }

  /** The hash of the outpoint whose txid has these words. */
  long of(long word0, long word1, long word2, long word3, int index) {
    var state = new State(key0, key1);
    state.absorb(Long.reverseBytes(word0));
    state.absorb(Long.reverseBytes(word1));
    state.absorb(Long.reverseBytes(word2));
    state.absorb(Long.reverseBytes(word3));
    state.absorb(LENGTH | Integer.toUnsignedLong(index));
    return state.squeeze();
  }

  /** Never leaves the method that makes it, so it lives in registers. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    long squeeze() {
      v2 ^= 0xff;
      for (int i = 0; i < FINAL_ROUNDS; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
