package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packed table does what the naive one does: the same answers to random transitions, legal and
 * not, and the same contents after each.
 */
class UtxoTablePropertyTest {
  private static final int STEPS = 3_000;
  private static final int TXIDS = 30;
  private static final int OUTPUTS = 3;

  /** Fewer than are spent, so that spends are forgotten and their outpoints come again. */
  private static final int REMEMBERED = 25;

  /** All that a table says of an outpoint. */
  private record Seen(
      UtxoState state,
      Optional<UtxoState.Locked> lock,
      Optional<UnspentOutput> output,
      Optional<Spender> spender) {
    static Seen of(UtxoTable table, OutPoint outpoint) {
      return new Seen(
          table.state(outpoint),
          table.lock(outpoint),
          table.find(outpoint),
          table.spender(outpoint));
    }
  }

  private Random random;
  private RandomOutputs outputs;
  private UtxoTable packed;
  private UtxoTable naive;

  /** All that any transition is about: few, so that each is met in every state. */
  private final List<OutPoint> outpoints = new ArrayList<>();

  private final List<Hash256> spenders = new ArrayList<>();

  /** That the run has seen what it is about. */
  private final Set<Class<?>> statesMet = new HashSet<>();

  private int refused;

  private void begin(long seed, int remembered) {
    random = new Random(seed);
    outputs = new RandomOutputs(random);
    packed = new PackedUtxoTable(OutPointHash.drawn(random), remembered);
    naive = new NaiveUtxoTable(remembered);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void bothTablesAreTheSameAfterEveryTransition(long seed) {
    begin(seed, REMEMBERED);
    for (int i = 0; i < TXIDS; i++) {
      Hash256 txid = outputs.txid();
      for (int index = 0; index < OUTPUTS; index++) {
        outpoints.add(new OutPoint(txid, index == 2 ? -1 : index));
      }
    }
    for (int i = 0; i < 3; i++) {
      spenders.add(outputs.txid());
    }
    for (int step = 0; step < STEPS; step++) {
      step(step);
      compareAll();
    }
    assertThat(statesMet)
        .containsExactlyInAnyOrder(
            UtxoState.Absent.class,
            UtxoState.Unspent.class,
            UtxoState.Locked.class,
            UtxoState.SpentFinalized.class,
            UtxoState.Confirmed.class);
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void aTableThatRemembersNoSpendForgetsEachAtOnce() {
    begin(7, 0);
    var outpoint = new OutPoint(outputs.txid(), 0);
    for (int i = 0; i < 3; i++) {
      UnspentOutput output = outputs.at(outpoint);
      packed.create(output);
      assertThat(packed.spend(outpoint, outputs.txid(), i)).isEqualTo(output);
      assertThat(packed.state(outpoint)).isEqualTo(new UtxoState.Absent());
    }
  }

  /** Every part of the index grows several times, shrinks and fills again. */
  @Test
  void aLargeTableIsTheSameAfterItHasGrownAndChanged() {
    begin(8, 50_000);
    for (int i = 0; i < 100_000; i++) {
      create(new OutPoint(outputs.txid(), i % 4));
    }
    for (int round = 1; round <= 3; round++) {
      for (OutPoint outpoint : outpoints) {
        if (random.nextBoolean() && naive.find(outpoint).isPresent()) {
          spend(outpoint, round);
        }
      }
      for (int i = 0; i < 50_000; i++) {
        create(new OutPoint(outputs.txid(), 0));
      }
    }
    assertThat(naive.size()).isGreaterThan(50_000);
    compareAll();
  }

  private void create(OutPoint outpoint) {
    outpoints.add(outpoint);
    UnspentOutput output = outputs.at(outpoint);
    packed.create(output);
    naive.create(output);
  }

  private void spend(OutPoint outpoint, long sequence) {
    var txid = new Hash256(sequence, 0, 0, 0);
    assertThat(packed.spend(outpoint, txid, sequence))
        .isEqualTo(naive.spend(outpoint, txid, sequence));
  }

  private void step(int step) {
    OutPoint outpoint = any(outpoints);
    Hash256 spender = any(spenders);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        UnspentOutput output = outputs.at(outpoint);
        onBoth(
            table -> {
              table.create(output);
              return output;
            });
      }
      case 3, 4 -> onBoth(table -> table.spend(outpoint, spender, step));
      case 5, 6, 7 ->
          onBoth(
              table -> {
                table.lock(outpoint, spender, step);
                return spender;
              });
      case 8 ->
          onBoth(
              table -> {
                table.unlock(outpoint, spender);
                return spender;
              });
      default -> {
        // Seals come late, so that spends are seen without one.
        if (step % 50 == 0) {
          packed.confirm(step, step - 20);
          naive.confirm(step, step - 20);
        }
      }
    }
  }

  private void onBoth(Function<UtxoTable, Object> transition) {
    Object expected = outcome(naive, transition);
    assertThat(outcome(packed, transition)).isEqualTo(expected);
    if (expected instanceof String) {
      refused++;
    }
  }

  /** What it gives, or why it is not allowed. */
  private static Object outcome(UtxoTable table, Function<UtxoTable, Object> transition) {
    try {
      return transition.apply(table);
    } catch (IllegalTransition e) {
      return e.getMessage();
    }
  }

  private void compareAll() {
    assertThat(packed.size()).isEqualTo(naive.size());
    assertThat(packed.locks()).isEqualTo(naive.locks());
    for (OutPoint outpoint : outpoints) {
      Seen seen = Seen.of(naive, outpoint);
      statesMet.add(seen.state().getClass());
      assertThat(Seen.of(packed, outpoint)).isEqualTo(seen);
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
