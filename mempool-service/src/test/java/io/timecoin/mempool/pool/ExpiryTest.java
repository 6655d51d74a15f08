package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static io.timecoin.mempool.pool.PoolScene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has stayed too long leaves (PROTOCOL §5.2). */
class ExpiryTest {
  private final PoolScene scene = new PoolScene();

  @Test
  void afterTwoHoursWithItsDescendants() {
    Transaction parent = scene.payment(scene.coin(COIN));
    scene.submit(parent);
    scene.now += 60_000;
    Transaction child = scene.spend(List.of(parent.outpoint(0)), COIN - 2 * FEE);
    scene.submit(child);
    long end = PoolScene.START + Duration.ofHours(2).toMillis();
    assertThat(scene.expireAt(end - 1)).isEmpty();
    assertThat(outcomes(scene.expireAt(end)).values())
        .containsOnly(new Outcome.Expired())
        .hasSize(2);
    assertThat(scene.table.locks()).isZero();
  }
}
