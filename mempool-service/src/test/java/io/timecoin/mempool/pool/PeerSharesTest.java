package io.timecoin.mempool.pool;

import static io.timecoin.mempool.pool.PoolScene.COIN;
import static io.timecoin.mempool.pool.PoolScene.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one peer can take of what all share (PROTOCOL §5.1, §5.4), and that it is told it did. */
class PeerSharesTest {
  private static final Provenance GREEDY = PoolScene.peer(1);
  private static final Provenance MODEST = PoolScene.peer(2);

  private final PoolScene scene = new PoolScene();
  private final PoolLimits limits = PoolLimits.defaults();

  /** Refused as INPUT_LOCKED, each another one. */
  private Transaction rival(OutPoint locked, int number) {
    return scene.spend(List.of(locked), COIN - FEE - number - 1);
  }

  private List<OutPoint> lockedCoins(int count) {
    List<OutPoint> coins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      coins.add(scene.coin(COIN));
      scene.submit(scene.payment(coins.getLast()));
    }
    return coins;
  }

  @Test
  void beyondItsShareAPeerPushesOutOnlyItsOwnOldestRivals() {
    int share = limits.keptAside() / PoolLimits.PEER_SHARE;
    OutPoint coin = lockedCoins(1).getFirst();
    Transaction others = rival(coin, 0);
    scene.submit(others, MODEST);
    List<Transaction> greedy = new ArrayList<>();
    for (int i = 1; i <= share + 1; i++) {
      greedy.add(rival(coin, i));
      scene.submit(greedy.getLast(), GREEDY);
    }
    assertThat(scene.mempool.keptAside()).isEqualTo(share + 1);
    assertThat(scene.mempool.body(others.wtxid())).contains(others);
    assertThat(scene.mempool.body(greedy.getFirst().wtxid())).isEmpty();
    assertThat(scene.mempool.body(greedy.get(1).wtxid())).isPresent();
    assertThat(scene.mempool.body(greedy.getLast().wtxid())).isPresent();
  }

  @Test
  void aShareIsOneOfBytesToo() {
    var provenance = PoolScene.client();
    var shares = new HolderShares(100, 1_000);
    assertThat(shares.isWithinShare(GREEDY, 250)).isTrue();
    shares.add(new Hash256(1, 1, 1, 1), GREEDY, 200);
    assertThat(shares.isWithinShare(GREEDY, 50)).isTrue();
    assertThat(shares.isWithinShare(GREEDY, 51)).isFalse();
    assertThat(shares.isWithinShare(MODEST, 250)).isTrue();

    shares.add(new Hash256(2, 2, 2, 2), provenance, 700);
    assertThat(shares.isWithinShare(provenance, 300)).isTrue();
    assertThat(shares.hasRoom(100)).isTrue();
    assertThat(shares.hasRoom(101)).isFalse();
    shares.remove(new Hash256(1, 1, 1, 1), GREEDY);
    assertThat(shares.hasRoom(300)).isTrue();
    assertThat(shares.oldestOf(GREEDY)).isEmpty();
  }

  @Test
  void aPeersOrphansLeaveRoomForOthersAndComeBackWhenTheyAreGone() {
    int share = limits.orphans() / PoolLimits.PEER_SHARE;
    for (int i = 0; i < share; i++) {
      scene.submit(scene.payment(new OutPoint(new Hash256(9, 9, 9, i), 0)), GREEDY);
    }
    Transaction late = scene.payment(new OutPoint(new Hash256(8, 8, 8, 8), 0));
    assertThat(PoolScene.code(notice(late, GREEDY).outcome())).isEqualTo(RejectCode.ORPHAN_LIMIT);
    scene.expireAt(scene.now + limits.orphanAge().toMillis());
    assertThat(scene.submit(late, GREEDY).getFirst()).isInstanceOf(PoolChange.Waits.class);
  }

  private StatusNotice notice(Transaction transaction, Provenance from) {
    return ((PoolChange.Told) scene.submit(transaction, from).getLast()).notice();
  }

  @Test
  void whateverIsToldOfAPeersTransactionNamesThePeer() {
    OutPoint coin = scene.coin(COIN);
    Transaction accepted = scene.payment(coin);
    scene.submit(accepted, PoolScene.client());

    assertThat(notice(rival(coin, 0), GREEDY).provenance()).isEqualTo(GREEDY);
    assertThat(notice(accepted, GREEDY).provenance()).isEqualTo(GREEDY);
    assertThat(notice(PoolScene.copyOf(accepted), MODEST).provenance()).isEqualTo(MODEST);

    var forged = Refusal.of(RejectCode.BAD_SIGNATURE, "forged");
    for (int i = 0; i < 2; i++) {
      // The second one's refusal is remembered.
      var wtxid = new Hash256(7, 7, 7, 7);
      scene.mempool.admission().refuse(Optional.empty(), wtxid, GREEDY, forged, scene.now);
      assertThat(scene.mempool.drain())
          .singleElement()
          .isEqualTo(
              new PoolChange.Told(
                  new StatusNotice(
                      Optional.empty(), wtxid, GREEDY, 0, 0, new Outcome.Rejected(forged))));
    }
  }

  @Test
  void anOrphanOfAPeerThatIsRefusedInTheEndNamesThePeer() {
    Transaction orphan = scene.payment(new OutPoint(new Hash256(8, 8, 8, 8), 0));
    scene.submit(orphan, GREEDY);
    assertThat(scene.expireAt(scene.now + limits.orphanAge().toMillis()))
        .singleElement()
        .isInstanceOfSatisfying(
            PoolChange.Waited.class,
            waited -> assertThat(waited.notice().provenance()).isEqualTo(GREEDY));
  }
}
