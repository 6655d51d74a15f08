package io.timecoin.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations beside a naive map in the order of settling: after each both know the same, by
 * txid and by wtxid, and nothing else.
 */
class SettledTransactionsPropertyTest {
  private static final int STEPS = 4_000;
  private static final int CAPACITY = 50;

  /** What is compared of a transaction. */
  private record Known(
      Hash256 txid, TrackedTransaction.Settled settled, Timings timings, long changedAt) {
    static Known of(TrackedTransaction transaction) {
      return new Known(
          transaction.txid(),
          transaction.settled().orElseThrow(),
          transaction.timings(),
          transaction.changedAt());
    }

    TrackedTransaction transaction() {
      return TrackedTransaction.of(txid, settled, timings, changedAt);
    }
  }

  private final SequencedMap<Hash256, Known> model = new LinkedHashMap<>();

  /** The last that settled, whether they are still there or not. */
  private final Deque<Hash256> last = new ArrayDeque<>();

  private final List<Known> gone = new ArrayList<>();
  private long now = 1_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itKnowsWhatANaiveMapKnows(long seed) {
    var random = new Random(seed);
    var settled = new SettledTransactions(CAPACITY, random);
    for (int step = 0; step < STEPS; step++) {
      now++;
      switch (random.nextInt(10)) {
        case 0 -> removeAny(settled, random);
        case 1 -> removeOldest(settled);
        case 2, 3 -> putAgain(settled, random);
        default -> put(settled, some(hash(random), random));
      }
      check(settled);
    }
    assertThat(gone).hasSizeGreaterThan(STEPS / 3);
  }

  private void put(SettledTransactions settled, Known known) {
    settled.put(known.transaction(), known.settled());
    model.put(known.txid(), known);
    last.add(known.txid());
    if (last.size() > CAPACITY) {
      Known oldest = model.remove(last.removeFirst());
      if (oldest != null) {
        gone.add(oldest);
      }
    }
  }

  /** It keeps its place and its time. */
  private void putAgain(SettledTransactions settled, Random random) {
    if (model.isEmpty()) {
      return;
    }
    Known old = any(random);
    Known changed = some(old.txid(), random);
    settled.put(changed.transaction(), changed.settled());
    model.put(
        old.txid(), new Known(old.txid(), changed.settled(), changed.timings(), old.changedAt()));
    assertThat(settled.byWtxid(old.settled().wtxid())).isEmpty();
  }

  private void removeAny(SettledTransactions settled, Random random) {
    if (!model.isEmpty()) {
      Known known = any(random);
      settled.remove(known.txid());
      gone.add(model.remove(known.txid()));
    }
    settled.remove(hash(random));
  }

  private void removeOldest(SettledTransactions settled) {
    if (!model.isEmpty()) {
      settled.removeOldest();
      gone.add(model.pollFirstEntry().getValue());
    }
  }

  private void check(SettledTransactions settled) {
    assertThat(settled.size()).isEqualTo(model.size());
    assertThat(settled.oldestChangedAt())
        .isEqualTo(model.isEmpty() ? Long.MAX_VALUE : model.firstEntry().getValue().changedAt());
    for (Known known : model.values()) {
      assertThat(settled.byTxid(known.txid()).map(Known::of)).contains(known);
      assertThat(settled.byWtxid(known.settled().wtxid()).map(Known::of)).contains(known);
    }
    for (Known known : gone.subList(Math.max(0, gone.size() - CAPACITY), gone.size())) {
      assertThat(settled.byTxid(known.txid())).isEmpty();
      assertThat(settled.byWtxid(known.settled().wtxid())).isEmpty();
    }
  }

  private Known any(Random random) {
    return List.copyOf(model.values()).get(random.nextInt(model.size()));
  }

  private Known some(Hash256 txid, Random random) {
    var microblock =
        new FinalMicroblock(
            random.nextLong(), hash(random), now, ByteString.EMPTY, ByteString.EMPTY);
    return new Known(
        txid,
        new TrackedTransaction.Settled(
            hash(random), microblock, random.nextInt(-1, 100), random.nextInt(2) * now),
        new Timings(
            random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9), now),
        now);
  }

  private static Hash256 hash(Random random) {
    return new Hash256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
