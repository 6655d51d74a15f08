package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.transaction.OutPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class OutPointHashTest {
  private final Random random = new Random(1);
  private final RandomOutputs outputs = new RandomOutputs(random);

  @Test
  void itIsSipHash13OfTheCanonicalEncoding() {
    for (int i = 0; i < 1_000; i++) {
      long key0 = random.nextLong();
      long key1 = random.nextLong();
      var outpoint = new OutPoint(outputs.txid(), random.nextInt());
      assertThat(new OutPointHash(key0, key1).of(outpoint))
          .isEqualTo(reference(key0, key1, outpoint.encode()));
    }
  }

  /** Txids that somebody has ground until their first 16 bytes are the same. */
  @Test
  void outpointsThatBeginAlikeStandApart() {
    var hash = OutPointHash.drawn(random);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      places.add((int) hash.of(1, 2, random.nextLong(), random.nextLong(), 0) & 0xffff);
    }
    assertThat(places).hasSizeGreaterThan(950);
  }

  private static long reference(long key0, long key1, byte[] message) {
    byte[] key =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(key0).putLong(key1).array();
    var sipHash = new SipHash(1, 3);
    sipHash.init(new KeyParameter(key));
    sipHash.update(message, 0, message.length);
    return sipHash.doFinal();
  }
}
