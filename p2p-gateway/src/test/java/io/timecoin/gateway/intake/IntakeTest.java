package io.timecoin.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.tracking.StatusNotice;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final PublicKey PEER = Fixtures.RICH.publicKey();

  private long now = 1_000_000;
  private final TransactionTracking tracking =
      new TransactionTracking(
          100,
          Duration.ofHours(1),
          10,
          10,
          () -> Instant.ofEpochMilli(now),
          new Random(1),
          _ -> {});
  private final IntakeBreaker breaker = new IntakeBreaker(() -> 0, Duration.ofMillis(500));
  private final Backlog backlog = new Backlog();
  private final IntakeGate gate = new IntakeGate(breaker, backlog);
  private final List<FirstLook.Decoded> sent = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);
  private final IntakeWindow window = new IntakeWindow(() -> 0, Duration.ofSeconds(1), 1, 1);
  private final Intake intake =
      new Intake(
          tracking,
          (source, transactions) -> {
            sources.add(source);
            sent.addAll(transactions);
            return durable;
          },
          gate,
          window,
          () -> Instant.ofEpochMilli(now));
  private final Transaction payment = Fixtures.payment(1);

  @Test
  void whatIsHandedOnIsUnfinishedUntilItEndsOrFails() {
    intake.submit(List.of(payment.encode())).join();
    assertThat(window.unfinished()).isEqualTo(1);
    window.ended(payment.wtxid());
    assertThat(window.unfinished()).isZero();

    durable = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    assertThat(intake.submit(List.of(Fixtures.payment(2).encode()))).isCompletedExceptionally();
    assertThat(window.unfinished()).isZero();
  }

  @Test
  void acknowledgesOnlyWhatIsDurable() {
    durable = new CompletableFuture<>();
    var answer = intake.submit(List.of(payment.encode()));
    assertThat(answer).isNotDone();

    durable.complete(null);

    assertThat(answer.join())
        .containsExactly(new SubmitAnswer.Acknowledged(payment.wtxid(), payment.txid()));
  }

  @Test
  void theSameCopyInAnotherRequestWaitsForTheSameEndAndIsSentOnce() {
    durable = new CompletableFuture<>();
    var first = intake.submit(List.of(payment.encode()));
    var second = intake.submit(List.of(payment.encode(), payment.encode()));
    assertThat(second).isNotDone();

    durable.complete(null);

    assertThat(first.join()).hasSize(1);
    assertThat(second.join()).hasSize(2).containsOnly(first.join().getFirst());
    assertThat(sent).hasSize(1);
  }

  @Test
  void theSameCopyLaterGetsTheEarlierAnswer() {
    intake.submit(List.of(payment.encode())).join();

    assertThat(intake.submit(List.of(payment.encode())).join().getFirst())
        .isInstanceOf(SubmitAnswer.Acknowledged.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aPendingCopyOfLongAgoIsSentAgain() {
    intake.submit(List.of(payment.encode())).join();
    now += Intake.SEND_AGAIN_AFTER.toMillis() + 1;

    intake.submit(List.of(payment.encode())).join();

    assertThat(sent).hasSize(2);
  }

  @Test
  void bytesThatDecodeToNothingAreRefusedAndRemembered() {
    byte[] cut = Arrays.copyOf(payment.encode(), payment.size() - 1);
    byte[] large = new byte[100_001];

    List<SubmitAnswer> answers = intake.submit(List.of(cut, large)).join();

    assertThat(answers).map(IntakeTest::code).containsExactly("TX_MALFORMED", "TX_TOO_LARGE");
    assertThat(tracking.find(answers.getFirst().wtxid()).orElseThrow().state())
        .isInstanceOf(TransactionState.Rejected.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void exactlyTheLargestSizeIsNotTooLarge() {
    assertThat(intake.submit(List.of(new byte[100_000])).join())
        .map(IntakeTest::code)
        .containsExactly("TX_MALFORMED");
  }

  @Test
  void whatIsRefusedForGoodIsNotSentAgainAndWhatTimeHealsIs() {
    refused(RejectCode.BAD_SIGNATURE);
    assertThat(code(intake.submit(List.of(payment.encode())).join().getFirst()))
        .isEqualTo("BAD_SIGNATURE");
    assertThat(sent).isEmpty();

    refused(RejectCode.UNKNOWN_INPUT);
    assertThat(intake.submit(List.of(payment.encode())).join().getFirst())
        .isInstanceOf(SubmitAnswer.Acknowledged.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aFailedRequestIsForgottenAndCanBeSentAgain() {
    durable =
        CompletableFuture.failedFuture(
            new IntakeUnavailableException(IntakeUnavailableException.Cause.OUTCOME_UNKNOWN));
    assertUnavailable(
        intake.submit(List.of(payment.encode())), IntakeUnavailableException.Cause.OUTCOME_UNKNOWN);
    assertThat(tracking.find(payment.txid())).isEmpty();

    durable = CompletableFuture.completedFuture(null);

    assertThat(intake.submit(List.of(payment.encode())).join()).hasSize(1);
    assertThat(sent).hasSize(2);
  }

  @Test
  void aClosedGateRefusesWhatWouldHaveToBeSentAndAnswersTheRest() {
    intake.submit(List.of(payment.encode())).join();
    backlog.seen(true);

    assertThat(intake.submit(List.of(payment.encode())).join()).hasSize(1);
    assertUnavailable(
        intake.submit(List.of(Fixtures.payment(2).encode())),
        IntakeUnavailableException.Cause.BACKLOG);

    backlog.seen(false);
    breaker.failed(breaker.sent());
    assertUnavailable(
        intake.submit(List.of(Fixtures.payment(2).encode())),
        IntakeUnavailableException.Cause.KAFKA_SILENT);

    gate.drain();
    assertUnavailable(
        intake.submit(List.of(Fixtures.payment(2).encode())),
        IntakeUnavailableException.Cause.DRAINING);
  }

  @Test
  void whatAPeerRelaysGoesOnUnderItsNameUnlessItIsKnown() {
    var decoded = List.of((FirstLook.Decoded) FirstLook.at(payment.encode()));

    assertThat(intake.relayed(PEER, decoded).join()).isEqualTo(1);
    assertThat(intake.relayed(PEER, decoded).join()).isZero();

    assertThat(sent).hasSize(1);
    assertThat(sources).containsExactly(Source.relayedBy(PEER));
  }

  @Test
  void whatTheMempoolAskedForGoesOnAlsoWhenItIsKnown() {
    var decoded = List.of((FirstLook.Decoded) FirstLook.at(payment.encode()));
    intake.submit(List.of(payment.encode())).join();

    assertThat(intake.fetched(PEER, decoded).join()).isEqualTo(1);

    assertThat(sources).containsExactly(Source.CLIENT, Source.relayedBy(PEER));
  }

  @Test
  void aClosedGateTakesNothingOfPeersAndTheSameCanComeAgain() {
    var decoded = List.of((FirstLook.Decoded) FirstLook.at(payment.encode()));
    backlog.seen(true);
    assertUnavailable(intake.relayed(PEER, decoded), IntakeUnavailableException.Cause.BACKLOG);

    backlog.seen(false);

    assertThat(intake.relayed(PEER, decoded).join()).isEqualTo(1);
  }

  private void refused(RejectCode code) {
    tracking.told(
        new StatusNotice(
            Optional.of(payment.txid()),
            payment.wtxid(),
            new TransactionState.Rejected(Refusal.of(code, "for a test")),
            Latency.getDefaultInstance()));
  }

  private static void assertUnavailable(
      CompletableFuture<?> answer, IntakeUnavailableException.Cause cause) {
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOfSatisfying(
            IntakeUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(cause));
  }

  private static String code(SubmitAnswer answer) {
    return answer instanceof SubmitAnswer.Rejected rejected
        ? rejected.refusal().code().name()
        : "acknowledged";
  }
}
