package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.code;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a newcomer to a full pool displaces, and what that costs the next (PROTOCOL §5.3). */
class EvictionTest {
  private final PoolScene small = new PoolScene(PoolLimits.defaults().withSize(3, 1 << 20));

  private Transaction paying(long fee) {
    return small.spend(List.of(small.coin(COIN)), COIN - fee);
  }

  @Test
  void theLowestRateLeavesForWhoPaysMoreAndTheFloorRisesAndHalves() {
    Transaction cheap = paying(FEE);
    Transaction dearer = paying(2 * FEE);
    Transaction dearest = paying(3 * FEE);
    List.of(dearer, cheap, dearest).forEach(small::submit);
    Transaction equal = paying(FEE);
    assertThat(code(small.outcome(equal))).isEqualTo(RejectCode.MEMPOOL_FULL);
    Transaction barely = paying(FEE + cheap.size());
    assertThat(code(small.outcome(barely))).isEqualTo(RejectCode.MEMPOOL_FULL);

    Transaction newcomer = paying(4 * FEE);
    var outcomes = outcomes(small.submit(newcomer));
    assertThat(outcomes.get(cheap.wtxid())).isInstanceOf(Outcome.Evicted.class);
    assertThat(outcomes).containsEntry(newcomer.wtxid(), new Outcome.Accepted(4 * FEE));

    long floor = small.mempool.floorPerKilobyte(small.now);
    assertThat(floor).isEqualTo(Math.ceilDiv(FEE * 1_000, cheap.size()));
    assertThat(small.mempool.floorPerKilobyte(small.now + 600_000)).isEqualTo(floor / 2);
    small.finalise(newcomer);
    assertThat(code(small.outcome(paying(FEE - 1_000)))).isEqualTo(RejectCode.FEE_BELOW_FLOOR);
    small.now += 600_000;
    assertThat(small.outcome(paying(FEE - 1_000))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void anEvictedParentTakesItsChildrenAndIsNeverEvictedByThem() {
    Transaction parent = paying(FEE);
    Transaction child = small.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
    Transaction other = paying(3 * FEE);
    List.of(parent, child, other).forEach(small::submit);
    Transaction grandchild = small.spend(List.of(child.outpoint(0)), COIN - 20 * FEE);
    var outcomes = outcomes(small.submit(grandchild));
    assertThat(outcomes.get(other.wtxid())).isInstanceOf(Outcome.Evicted.class);
    assertThat(outcomes.get(grandchild.wtxid())).isInstanceOf(Outcome.Accepted.class);

    Transaction rich = paying(100 * FEE);
    var second = outcomes(small.submit(rich));
    assertThat(second.get(rich.wtxid())).isInstanceOf(Outcome.Accepted.class);
    assertThat(second.values()).filteredOn(Outcome.Evicted.class::isInstance).hasSize(3);
    assertThat(small.table.locks()).isEqualTo(1);
  }

  @Test
  void bytesCountToo() {
    var scene = new PoolScene(PoolLimits.defaults().withSize(1_000, 100_000));
    for (int i = 0; i < 1_000; i++) {
      scene.submit(scene.spend(List.of(scene.coin(COIN)), COIN - FEE));
    }
    assertThat(scene.mempool.pool().bytes()).isBetween(99_000L, 100_000L);
  }
}
