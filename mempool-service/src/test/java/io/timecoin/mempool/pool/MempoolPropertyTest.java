package io.timecoin.mempool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random payments, rivals, chains, orphans, microblocks and expiries against a model that knows no
 * index, no sum and no cache: after every step the pool is what its own decisions say, and every
 * index, order and sum is what {@link PoolCheck} finds anew.
 */
class MempoolPropertyTest {
  private static final int STEPS = 1_500;
  private static final int POOL = 20;
  private static final long MINUTE = 60_000;

  private Random random;
  private PoolScene scene;
  private final List<OutPoint> outpoints = new ArrayList<>();
  private final List<Transaction> made = new ArrayList<>();

  /** What the decisions so far say is in the pool. */
  private final Map<Hash256, Transaction> model = new LinkedHashMap<>();

  private final Set<Hash256> finals = new HashSet<>();

  /** By wtxid, as the changes tell it. */
  private final Set<Hash256> waiting = new HashSet<>();

  /** That the run has seen what it is about. */
  private final Map<Class<?>, Integer> ends = new HashMap<>();

  private int leftAlone;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thePoolIsAlwaysWhatItsDecisionsSay(long seed) {
    random = new Random(seed);
    scene = new PoolScene(PoolLimits.defaults().withSize(POOL, 100_000));
    for (int i = 0; i < 40; i++) {
      outpoints.add(scene.coin(PoolScene.COIN));
    }
    for (int step = 0; step < STEPS; step++) {
      List<PoolChange> changes = step();
      follow(changes);
      check();
    }
    assertThat(finals).hasSizeGreaterThan(50);
    assertThat(ends)
        .containsKeys(
            Outcome.Final.class,
            Outcome.Aborted.class,
            Outcome.Evicted.class,
            Outcome.Expired.class);
    assertThat(leftAlone).as("children that left while a parent stayed").isPositive();
  }

  private List<PoolChange> step() {
    return switch (random.nextInt(30)) {
      case 0 -> finality();
      case 1 -> scene.expireAt(scene.now + random.nextLong(20 * MINUTE));
      case 2, 3, 4, 5, 6 -> {
        outpoints.add(scene.coin(PoolScene.COIN));
        yield List.of();
      }
      case 7 -> made.isEmpty() ? List.of() : scene.submit(any(made));
      case 8 -> made.isEmpty() ? List.of() : scene.submit(PoolScene.copyOf(any(made)));
      case 9 -> {
        if (!made.isEmpty()) {
          long satoshi = random.nextLong(-300_000, 300_000);
          scene.prioritise(recent().txid(), satoshi);
        }
        yield List.of();
      }
      case 10 -> {
        // Asking changes nothing, as the checks see.
        List<Transaction> asked = List.of(payment(), payment(), payment());
        List<TrialVerdict> verdicts = scene.mempool.trial().judge(asked, scene.time());
        assertThat(verdicts).hasSize(asked.size());
        yield scene.mempool.drain();
      }
      default -> scene.submit(payment());
    };
  }

  private Transaction payment() {
    Set<OutPoint> inputs = new HashSet<>();
    long value = 0;
    for (int i = 0; i <= random.nextInt(3); i++) {
      OutPoint input =
          !made.isEmpty() && random.nextInt(3) == 0 ? recent().outpoint(0) : lastCoin();
      if (inputs.add(input)) {
        value += scene.mempool.pool().find(input).map(u -> u.output().value()).orElse(50_000L);
      }
    }
    long fee = 1_000 + value / 500 + random.nextInt(200_000);
    Transaction payment =
        value - fee < 2_000
            ? scene.spend(List.copyOf(inputs), 1_000)
            : scene.spend(List.copyOf(inputs), (value - fee) / 2, (value - fee) / 2);
    if (random.nextInt(10) == 0) {
      // Hidden for now: its children become orphans.
      made.add(payment);
      payment = scene.spend(List.of(payment.outpoint(0)), 1_000);
    }
    made.add(payment);
    return payment;
  }

  private OutPoint lastCoin() {
    return outpoints.get(outpoints.size() - 1 - random.nextInt(Math.min(outpoints.size(), 40)));
  }

  private Transaction recent() {
    int last = made.size();
    return made.get(Math.max(0, last - 1 - random.nextInt(Math.min(last, 10))));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Some of the pool in proposal order, or rivals that others may have seen first. */
  private List<PoolChange> finality() {
    List<Transaction> microblock = new ArrayList<>();
    if (random.nextBoolean()) {
      scene
          .mempool
          .pool()
          .select(1 + random.nextInt(4), 100_000, _ -> true)
          .forEach(entry -> microblock.add(entry.transaction()));
    } else {
      Set<OutPoint> spent = new HashSet<>();
      for (int i = 0; i < 3 && !made.isEmpty(); i++) {
        Transaction candidate = any(made);
        boolean possible =
            !finals.contains(candidate.txid())
                && candidate.inputs().stream()
                    .allMatch(
                        input ->
                            scene.table.find(input.outpoint()).isPresent()
                                && !spent.contains(input.outpoint()));
        if (possible && !microblock.contains(candidate)) {
          candidate.inputs().forEach(input -> spent.add(input.outpoint()));
          microblock.add(candidate);
        }
      }
    }
    microblock.forEach(transaction -> finals.add(transaction.txid()));
    return scene.finalise(microblock.toArray(Transaction[]::new));
  }

  private void follow(List<PoolChange> changes) {
    for (PoolChange change : changes) {
      switch (change) {
        case PoolChange.Entered(PoolEntry entry, _) -> {
          assertThat(model.put(entry.txid(), entry.transaction())).isNull();
          assertThat(finals).doesNotContain(entry.txid());
          waiting.remove(entry.wtxid());
        }
        case PoolChange.Waits waits ->
            assertThat(waiting.add(waits.transaction().wtxid())).isTrue();
        case PoolChange.Waited(var notice) -> {
          assertThat(waiting.remove(notice.wtxid())).isTrue();
          told(notice);
        }
        case PoolChange.Left(var notice) -> {
          Hash256 txid = notice.txid().orElseThrow();
          Transaction left = model.remove(txid);
          assertThat(left).isNotNull();
          ends.merge(notice.outcome().getClass(), 1, Integer::sum);
          if (left.inputs().stream().anyMatch(i -> model.containsKey(i.outpoint().txid()))) {
            leftAlone++;
          }
          assertThat(notice.outcome() instanceof Outcome.Final).isEqualTo(finals.contains(txid));
        }
        case PoolChange.Told(var notice) -> {
          boolean waits = notice.outcome() instanceof Outcome.Waiting;
          assertThat(waiting.contains(notice.wtxid())).isEqualTo(waits);
          told(notice);
        }
        case PoolChange.SpenderWanted _ -> {
          // The ledger never answers here.
        }
      }
    }
  }

  private void told(StatusNotice notice) {
    Hash256 txid = notice.txid().orElseThrow();
    if (notice.outcome() instanceof Outcome.Accepted) {
      assertThat(model).containsKey(txid);
    }
    if (notice.outcome() instanceof Outcome.Rejected) {
      // A status never goes back.
      assertThat(model).doesNotContainKey(txid);
      assertThat(finals).doesNotContain(txid);
    }
  }

  private void check() {
    assertThat(waiting).hasSize(scene.mempool.orphans()).allMatch(scene.mempool::isWaiting);
    TransactionPool pool = scene.mempool.pool();
    new PoolCheck(pool, scene.table, model).all(made);
    assertThat(pool.entries())
        .allMatch(
            entry -> PoolGraph.depthUnder(entry.parents()) <= PoolLimits.defaults().chainDepth());
    assertThat(pool.size()).isLessThanOrEqualTo(POOL);
    assertThat(pool.bytes()).isLessThanOrEqualTo(100_000);
    assertThat(model.keySet()).noneMatch(finals::contains);
  }
}
