package io.timecoin.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransactionTrackingTest {
  private long now = 1_000_000;
  private final TransactionTracking tracking =
      new TransactionTracking(
          3, Duration.ofMinutes(1), 2, 2, () -> Instant.ofEpochMilli(now), new Random(1), _ -> {});
  private final Transaction payment = Fixtures.payment(1);
  private final Transaction copy = Fixtures.copyWithBadSignature(payment);
  private final Refusal badSignature = Refusal.of(RejectCode.BAD_SIGNATURE, "for a test");

  @Test
  void theRejectionOfOneCopyHidesNothingOfAnother() {
    tracking.submitted(payment.txid(), payment.wtxid(), now);
    tell(copy, new TransactionState.Rejected(badSignature));

    assertState(payment.txid(), TransactionState.Pending.class);
    assertState(payment.wtxid(), TransactionState.Pending.class);
    assertState(copy.wtxid(), TransactionState.Rejected.class);

    tell(payment, new TransactionState.Accepted(1_000));

    assertState(payment.txid(), TransactionState.Accepted.class);
    assertState(copy.wtxid(), TransactionState.Accepted.class);
  }

  @Test
  void aRejectionNeverFollowsAcceptedOrFinal() {
    tell(payment, new TransactionState.Accepted(1_000));
    tell(copy, new TransactionState.Rejected(badSignature));
    assertState(payment.txid(), TransactionState.Accepted.class);
    assertState(copy.wtxid(), TransactionState.Accepted.class);

    becomeFinal(payment);
    tell(payment, new TransactionState.Rejected(badSignature));
    tell(payment, new TransactionState.Aborted(copy.wtxid(), 7));
    tell(payment, new TransactionState.Expired());

    assertState(payment.txid(), TransactionState.Final.class);
    assertThat(tracking.find(payment.txid()).orElseThrow().fee()).hasValue(1_000);
  }

  @Test
  void onlyRejectedCopiesMakeItRejected() {
    tell(copy, new TransactionState.Rejected(badSignature));

    assertState(payment.txid(), TransactionState.Rejected.class);
  }

  @Test
  void orderDecidesEvenOverWhatWasAborted() {
    tell(payment, new TransactionState.Aborted(copy.wtxid(), 7));

    becomeFinal(payment);

    assertState(payment.txid(), TransactionState.Final.class);
  }

  @Test
  void whatIsToldFinalBecomesFinalByItsMicroblockOnly() {
    tell(payment, new TransactionState.ToldFinal(1));
    assertState(payment.txid(), TransactionState.ToldFinal.class);

    becomeFinal(payment);

    assertState(payment.txid(), TransactionState.Final.class);
  }

  @Test
  void anEvictedTransactionHandedInAnewIsPending() {
    tell(payment, new TransactionState.Evicted(5));

    tracking.submitted(payment.txid(), payment.wtxid(), now);

    assertState(payment.txid(), TransactionState.Pending.class);
  }

  @Test
  void waitersAreAnsweredByTxidAndByCopyOnceTheirConditionHolds() {
    var byTxid = tracking.await(payment.txid(), t -> t.state().isEnd(), Duration.ofMinutes(1));
    var byCopy = tracking.await(copy.wtxid(), t -> t.state().isEnd(), Duration.ofMinutes(1));
    tracking.submitted(payment.txid(), payment.wtxid(), now);
    tell(payment, new TransactionState.Accepted(1));
    assertThat(byTxid).isNotDone();

    tell(copy, new TransactionState.Rejected(badSignature));
    assertThat(byCopy).isNotDone();
    becomeFinal(payment);

    assertThat(byTxid.join()).isPresent();
    assertThat(byCopy.join().orElseThrow().state()).isInstanceOf(TransactionState.Final.class);
    assertThat(tracking.waiting()).isZero();
  }

  @Test
  void whoAsksForWhatIsKnownDoesNotWait() {
    becomeFinal(payment);

    assertThat(
            tracking.await(payment.wtxid(), t -> t.state().isEnd(), Duration.ofMinutes(1)).join())
        .isPresent();
  }

  @Test
  void tooManyWaitersAreAnsweredAtOnceAndADeadlineFreesItsPlace() {
    var _ = tracking.await(payment.txid(), _ -> false, Duration.ofMinutes(1));
    var shortOne = tracking.await(payment.txid(), _ -> false, Duration.ofMillis(1));
    assertThat(shortOne.join()).isEmpty();
    assertThat(tracking.waiting()).isEqualTo(1);

    var _ = tracking.await(payment.txid(), _ -> false, Duration.ofMinutes(1));

    assertThat(tracking.await(payment.txid(), _ -> true, Duration.ofMinutes(1)).join()).isEmpty();
  }

  @Test
  void theOldestAreForgottenByNumberAndByAge() {
    for (int i = 1; i <= 4; i++) {
      tell(Fixtures.payment(i), new TransactionState.Accepted(i));
    }
    assertThat(tracking.size()).isEqualTo(3);
    assertThat(tracking.find(Fixtures.payment(1).txid())).isEmpty();
    assertThat(tracking.find(Fixtures.payment(1).wtxid())).isEmpty();

    now += 61_000;
    tell(Fixtures.payment(5), new TransactionState.Accepted(5));

    assertThat(tracking.size()).isEqualTo(1);
  }

  @Test
  void finalOnesAreForgottenByNumberAndByAgeToo() {
    becomeFinal(Fixtures.payment(1));
    tell(Fixtures.payment(2), new TransactionState.Accepted(2));
    now += 1;
    for (int i = 3; i <= 4; i++) {
      becomeFinal(Fixtures.payment(i));
    }
    assertThat(tracking.size()).isEqualTo(3);
    assertThat(tracking.find(Fixtures.payment(1).txid())).isEmpty();
    assertThat(tracking.find(Fixtures.payment(1).wtxid())).isEmpty();
    assertState(Fixtures.payment(2).txid(), TransactionState.Accepted.class);

    becomeFinal(Fixtures.payment(5));
    assertThat(tracking.find(Fixtures.payment(2).txid())).isEmpty();

    now += 61_000;
    becomeFinal(Fixtures.payment(6));

    assertThat(tracking.size()).isEqualTo(1);
  }

  @Test
  void whatIsKnownOfAFinalOneStaysKnown() {
    tracking.submitted(payment.txid(), payment.wtxid(), now);
    tracking.acknowledged(payment.wtxid(), now + 1);
    tell(payment, new TransactionState.Accepted(1_000));
    becomeFinal(payment);
    tracking.told(
        new StatusNotice(
            Optional.of(payment.txid()),
            payment.wtxid(),
            new TransactionState.ToldFinal(1),
            Latency.newBuilder().setVerifiedAtMillis(now + 2).setFinalAtMillis(now + 3).build()));

    Tracked known = tracking.find(payment.txid()).orElseThrow();
    assertThat(known).isEqualTo(tracking.find(payment.wtxid()).orElseThrow());
    assertThat(known.state()).isInstanceOf(TransactionState.Final.class);
    assertThat(known.wtxid()).isEqualTo(payment.wtxid());
    assertThat(known.fee()).hasValue(1_000);
    assertThat(known.timings()).isEqualTo(new Timings(now, 0, now + 2, 0, now + 3));
    assertThat(known.acknowledgedAt()).isEqualTo(now + 1);
    assertThat(tracking.size()).isEqualTo(1);
  }

  @Test
  void aFinalOneHandedInAgainAndNotTakenStaysKnown() {
    becomeFinal(payment);

    tracking.submitted(payment.txid(), payment.wtxid(), now);
    tracking.withdrawn(payment.wtxid());

    assertState(payment.txid(), TransactionState.Final.class);
    assertState(payment.wtxid(), TransactionState.Final.class);
  }

  @Test
  void anotherCopyOfAFinalOneIsFinalToo() {
    becomeFinal(payment);

    tracking.submitted(copy.txid(), copy.wtxid(), now);
    tracking.acknowledged(copy.wtxid(), now);

    assertThat(tracking.size()).isEqualTo(1);
    assertState(payment.txid(), TransactionState.Final.class);
    assertState(payment.wtxid(), TransactionState.Final.class);
    assertState(copy.wtxid(), TransactionState.Final.class);
    assertThat(tracking.find(copy.wtxid()).orElseThrow().wtxid()).isEqualTo(payment.wtxid());
  }

  @Test
  void copiesOfOneTransactionAreBounded() {
    for (int i = 0; i < 20; i++) {
      tell(payment.txid(), Sha256.hash(new byte[] {(byte) i}));
    }

    assertThat(tracking.find(Sha256.hash(new byte[] {0}))).isEmpty();
    assertThat(tracking.find(Sha256.hash(new byte[] {19}))).isPresent();
  }

  private void tell(Hash256 txid, Hash256 wtxid) {
    tracking.told(
        new StatusNotice(
            Optional.of(txid),
            wtxid,
            new TransactionState.Rejected(badSignature),
            Latency.getDefaultInstance()));
  }

  private void tell(Transaction transaction, TransactionState state) {
    tracking.told(
        new StatusNotice(
            Optional.of(transaction.txid()),
            transaction.wtxid(),
            state,
            Latency.getDefaultInstance()));
  }

  private void becomeFinal(Transaction transaction) {
    tracking.becameFinal(
        new FinalMicroblock(1, transaction.txid(), 5, ByteString.EMPTY, ByteString.EMPTY),
        List.of(transaction));
  }

  private void assertState(Hash256 id, Class<? extends TransactionState> state) {
    assertThat(tracking.find(id).orElseThrow().state()).isInstanceOf(state);
  }
}
