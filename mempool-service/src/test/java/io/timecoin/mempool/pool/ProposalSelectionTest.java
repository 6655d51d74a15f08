package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a proposal contains, best paying package first (PROTOCOL §5.3). */
class ProposalSelectionTest {
  private final PoolScene scene = new PoolScene();

  @Test
  void aChildLiftsItsParent() {
    Transaction parent = scene.payment(scene.coin(COIN));
    Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 50 * FEE);
    Transaction middling = scene.spend(List.of(scene.coin(COIN)), COIN - 5 * FEE);
    scene.submit(middling);
    scene.submit(parent);
    scene.submit(child);
    assertThat(scene.mempool.pool().select(10, Long.MAX_VALUE, _ -> true))
        .extracting(PoolEntry::transaction)
        .containsExactly(parent, child, middling);
    assertThat(scene.mempool.pool().select(1, Long.MAX_VALUE, _ -> true))
        .extracting(PoolEntry::transaction)
        .containsExactly(middling);
  }
}
