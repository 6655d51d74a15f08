package io.timecoin.protocol.lthash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LtHashTest {
  private static final JsonNode VECTORS = ProtocolVectors.at("");

  @Test
  void givesThePublishedCommitmentsOfTheFirstBlocks() throws DecodeException {
    var unspent = new HashMap<OutPoint, Output>();
    var state = new LtHash();

    apply(decode(VECTORS.get("genesis_document").get("coinbase_hex")), state, unspent);
    assertThat(state.commitment())
        .hasToString(VECTORS.get("block_1").get("state_commitment").asText());

    for (var payment : VECTORS.get("payments")) {
      apply(decode(payment.get("signed_hex")), state, unspent);
    }
    apply(decode(VECTORS.get("block_1").get("coinbase_hex")), state, unspent);
    assertThat(unspent).hasSize(VECTORS.get("block_1").get("utxos_after").asInt());
    assertThat(state.commitment())
        .hasToString(VECTORS.get("block_1").get("state_commitment_for_block_2").asText());
  }

  @Test
  void removingUndoesAddingInAnyOrder() {
    var random = new Random(3);
    var before = new LtHash();
    add(before, 1_000);
    var state = before.copy();
    var order = random.ints(0, 100).distinct().limit(20).toArray();

    for (int i : order) {
      add(state, i);
    }
    assertThat(state.commitment()).isNotEqualTo(before.commitment());
    for (int i = order.length - 1; i >= 0; i -= 2) {
      remove(state, order[i]);
    }
    for (int i = 0; i < order.length; i += 2) {
      remove(state, order[i]);
    }

    assertThat(state.lanes()).isEqualTo(before.lanes());
  }

  @Test
  void removedTwiceIsNotRemovedOnce() {
    var state = new LtHash();
    add(state, 1);
    remove(state, 1);
    remove(state, 1);

    assertThat(state.lanes()).isNotEqualTo(new LtHash().lanes());
  }

  @Test
  void goesOnFromItsLanes() {
    var state = new LtHash();
    add(state, 1);
    var carried = LtHash.ofLanes(state.lanes());
    add(state, 2);
    add(carried, 2);

    assertThat(carried.commitment()).isEqualTo(state.commitment());
    assertThatIllegalArgumentException().isThrownBy(() -> LtHash.ofLanes(new byte[2_047]));
  }

  @Test
  void sumsParts() {
    var left = new LtHash();
    var right = new LtHash();
    var whole = new LtHash();
    for (int i = 0; i < 20; i++) {
      add(i % 3 == 0 ? left : right, i);
      add(whole, i);
    }

    assertThat(left.plus(right).commitment()).isEqualTo(whole.commitment());
  }

  @Test
  void noLaneCarriesIntoOrBorrowsFromAnother() {
    var random = new Random(11);
    var elements = new LtHash();
    char[] naive = new char[LtHash.SIZE / 2];
    for (int i = 0; i < 2_000; i++) {
      int number = random.nextInt(50);
      var single = new LtHash();
      add(single, number);
      byte[] bytes = single.lanes();
      boolean added = random.nextBoolean();
      if (added) {
        add(elements, number);
      } else {
        remove(elements, number);
      }
      for (int lane = 0; lane < naive.length; lane++) {
        naive[lane] += (char) (added ? lane(bytes, lane) : -lane(bytes, lane));
      }
    }
    byte[] together = elements.lanes();
    for (int lane = 0; lane < naive.length; lane++) {
      assertThat((char) lane(together, lane)).isEqualTo(naive[lane]);
    }
    for (int edge : new int[] {0, 1, 0x7fff, 0x8000, 0xffff}) {
      for (int other : new int[] {0, 1, 0x7fff, 0x8000, 0xffff}) {
        byte[] sum = filled(edge, other).plus(filled(other, edge)).lanes();
        for (int lane = 0; lane < naive.length; lane++) {
          assertThat(lane(sum, lane)).isEqualTo((edge + other) & 0xffff);
        }
      }
    }
  }

  private static int lane(byte[] bytes, int lane) {
    return (bytes[2 * lane] & 0xff) | (bytes[2 * lane + 1] & 0xff) << 8;
  }

  /** Lanes of two values in turns. */
  private static LtHash filled(int even, int odd) {
    byte[] bytes = new byte[LtHash.SIZE];
    for (int lane = 0; lane < bytes.length / 2; lane++) {
      int value = lane % 2 == 0 ? even : odd;
      bytes[2 * lane] = (byte) value;
      bytes[2 * lane + 1] = (byte) (value >> 8);
    }
    return LtHash.ofLanes(bytes);
  }

  @Test
  void dependsOnValueScriptAndOutpoint() {
    var outpoint = TestTransactions.outpoint(1);
    var output = Output.payTo(TestKeys.address(1), 1_000);
    var first = new LtHash();
    first.add(outpoint, output);
    var other = new LtHash();
    other.add(outpoint, Output.payTo(TestKeys.address(1), 1_001));
    var another = new LtHash();
    another.add(TestTransactions.outpoint(2), output);

    assertThat(other.commitment()).isNotEqualTo(first.commitment());
    assertThat(another.commitment()).isNotEqualTo(first.commitment());
  }

  private static void add(LtHash state, int number) {
    state.add(TestTransactions.outpoint(number), Output.payTo(TestKeys.address(number), number));
  }

  private static void remove(LtHash state, int number) {
    state.remove(TestTransactions.outpoint(number), Output.payTo(TestKeys.address(number), number));
  }

  private static void apply(Transaction transaction, LtHash state, Map<OutPoint, Output> unspent) {
    for (Input input : transaction.inputs()) {
      state.remove(input.outpoint(), unspent.remove(input.outpoint()));
    }
    for (var created : UnspentOutput.createdBy(transaction, 1, false)) {
      state.add(created.outpoint(), created.output());
      unspent.put(created.outpoint(), created.output());
    }
  }

  private static Transaction decode(JsonNode hex) throws DecodeException {
    return Transaction.decode(bytes(hex));
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }
}
