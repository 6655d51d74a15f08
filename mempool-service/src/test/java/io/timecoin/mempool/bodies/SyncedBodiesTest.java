package io.timecoin.mempool.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.Transaction;
import org.junit.jupiter.api.Test;

class SyncedBodiesTest {
  private final Transaction first = payment(1);
  private final Transaction second = payment(2);
  private final Transaction third = payment(3);
  private final SyncedBodies bodies = new SyncedBodies(2L * first.size());

  private static Transaction payment(int number) {
    return TestTransactions.payment(TestTransactions.outpoint(number), 1_000_000);
  }

  private void add(Transaction transaction, long now) {
    bodies.add(transaction.wtxid(), new KnownBody.Sound(transaction), now);
  }

  @Test
  void fullItKeepsWhatCameFirst() {
    add(first, 0);
    add(second, 0);
    add(third, 0);
    assertThat(bodies.find(first.wtxid())).contains(new KnownBody.Sound(first));
    assertThat(bodies.find(second.wtxid())).isPresent();
    assertThat(bodies.find(third.wtxid())).isEmpty();
    assertThat(bodies.turnedAway()).isEqualTo(1);

    bodies.remove(first.wtxid());
    add(third, 0);
    assertThat(bodies.find(third.wtxid())).isPresent();
  }

  @Test
  void oneThatComesAgainTakesNoSecondRoomAndStaysLonger() {
    add(first, 0);
    add(second, 0);
    add(first, 5_000);
    assertThat(bodies.size()).isEqualTo(2);
    bodies.expire(SyncedBodies.AGE.toMillis());
    assertThat(bodies.find(first.wtxid())).isPresent();
    assertThat(bodies.find(second.wtxid())).isEmpty();
    bodies.expire(SyncedBodies.AGE.toMillis() + 5_000);
    assertThat(bodies.size()).isZero();
  }

  @Test
  void aRefusalIsKeptToo() {
    var refusal = new KnownBody.Unsound(Refusal.of(RejectCode.BAD_SIGNATURE, "forged"));
    bodies.add(first.wtxid(), refusal, 0);
    assertThat(bodies.find(first.wtxid())).contains(refusal);
  }
}
