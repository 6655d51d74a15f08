package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an output may be at most comes out as it went in. */
class PackedOutputsTest {
  private static final ByteString ADDRESS =
      new RandomOutputs(new Random(2)).address(Network.MAINNET);

  private final Random random = new Random(1);
  private final OutPoint outpoint = new OutPoint(new RandomOutputs(random).txid(), 0);
  private final PackedOutputs outputs = new PackedOutputs(OutPointHash.drawn(random));

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "9223372036854775807, 2305843009213693951, true",
    "-1, 2305843009213693951, false",
    "546, 1, true"
  })
  void extremesStayAsTheyAre(long value, long sequence, boolean coinbase) {
    for (ByteString script : new ByteString[] {ADDRESS, ByteString.EMPTY}) {
      var output = new UnspentOutput(outpoint, new Output(value, script), sequence, coinbase);
      outputs.add(output);

      assertThat(outputs.find(outpoint)).contains(output);
      assertThat(outputs.remove(outpoint)).isEqualTo(output);
      assertThat(outputs.find(outpoint)).isEmpty();
      assertThat(outputs.size()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 61, Long.MAX_VALUE})
  void aSequenceThatHasNoRoomIsRefusedAndLeavesNothing(long sequence) {
    var output = new UnspentOutput(outpoint, new Output(1, ADDRESS), sequence, false);

    assertThatThrownBy(() -> outputs.add(output)).isInstanceOf(IllegalArgumentException.class);
    assertThat(outputs.contains(outpoint)).isFalse();
    assertThat(outputs.size()).isZero();
  }

  @Test
  void aScriptHeldAsideLeavesWithItsOutput() {
    var odd = new UnspentOutput(outpoint, new Output(1, ByteString.ofAscii("odd")), 0, false);
    var usual = new UnspentOutput(outpoint, new Output(1, ADDRESS), 0, false);
    outputs.add(odd);
    assertThat(outputs.aside()).isOne();
    outputs.remove(outpoint);
    outputs.add(usual);

    assertThat(outputs.aside()).isZero();
    assertThat(outputs.find(outpoint)).contains(usual);
  }
}
