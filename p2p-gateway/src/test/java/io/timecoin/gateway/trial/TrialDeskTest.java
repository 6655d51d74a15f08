package io.timecoin.gateway.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.StubMempool;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.Final;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialVerdict;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway judges itself, what it leaves to the mempool, and when it takes no more. */
class TrialDeskTest {
  private final List<List<Transaction>> asked = new ArrayList<>();
  private CompletableFuture<TrialAnswer> answer = new CompletableFuture<>();

  private final TrialDesk desk =
      new TrialDesk(
          new StatelessRules(Network.DEVNET, Fixtures.GENESIS.hash()),
          new StubMempool() {
            @Override
            public CompletableFuture<TrialAnswer> trial(List<Transaction> transactions) {
              asked.add(transactions);
              return answer;
            }
          },
          () -> Instant.ofEpochSecond(Fixtures.GENESIS_TIME),
          1,
          2);

  @AfterEach
  void close() {
    desk.close();
  }

  private static TrialVerdict allowed(long fee) {
    return TrialVerdict.newBuilder().setAllowed(Accepted.newBuilder().setFee(fee)).build();
  }

  private static RejectCode code(Tried tried) {
    return ((Tried.Refused) tried.fate()).refusal().code();
  }

  @Test
  void whatItRefusesItselfTheMempoolIsNotAsked() {
    Transaction good = Fixtures.payment(1);
    Transaction forged = Fixtures.copyWithBadSignature(Fixtures.payment(2));
    Transaction last = Fixtures.payment(3);
    byte[] nothing = {1, 2, 3};
    answer =
        CompletableFuture.completedFuture(
            TrialAnswer.newBuilder()
                .addVerdicts(allowed(5_000))
                .addVerdicts(
                    TrialVerdict.newBuilder()
                        .setRefused(
                            RefusalMessages.toProto(
                                Refusal.of(RejectCode.FEE_TOO_LOW, "too little"))))
                .build());

    List<Tried> tried =
        desk.judge(List.of(forged.encode(), good.encode(), nothing, last.encode())).join();

    assertThat(asked).containsExactly(List.of(good, last));
    assertThat(code(tried.get(0))).isEqualTo(RejectCode.BAD_SIGNATURE);
    assertThat(tried.get(0).wtxid()).isEqualTo(forged.wtxid());
    assertThat(tried.get(1).fate()).isEqualTo(new Tried.Allowed(5_000));
    assertThat(tried.get(1).transaction()).contains(good);
    assertThat(code(tried.get(2))).isEqualTo(RejectCode.TX_MALFORMED);
    assertThat(tried.get(2).wtxid()).isEqualTo(Sha256.hash(nothing));
    assertThat(tried.get(2).transaction()).isEmpty();
    assertThat(code(tried.get(3))).isEqualTo(RejectCode.FEE_TOO_LOW);
  }

  @Test
  void whereNothingIsSoundNobodyIsAsked() {
    assertThat(code(desk.judge(List.of(new byte[100_001])).join().getFirst()))
        .isEqualTo(RejectCode.TX_TOO_LARGE);
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsFinalIsToldWithItsMicroblock() {
    answer =
        CompletableFuture.completedFuture(
            TrialAnswer.newBuilder()
                .addVerdicts(TrialVerdict.newBuilder().setFinal(Final.newBuilder().setSequence(7)))
                .build());
    assertThat(desk.judge(List.of(Fixtures.payment(1).encode())).join().getFirst().fate())
        .isEqualTo(new Tried.Final(7));
  }

  @Test
  void anAnswerThatMakesNoSenseIsNone() {
    answer = CompletableFuture.completedFuture(TrialAnswer.getDefaultInstance());
    assertUnavailable(desk.judge(List.of(Fixtures.payment(1).encode())));
    answer =
        CompletableFuture.completedFuture(
            TrialAnswer.newBuilder().addVerdicts(TrialVerdict.getDefaultInstance()).build());
    assertUnavailable(desk.judge(List.of(Fixtures.payment(1).encode())));
  }

  @Test
  void beyondItsPlacesItRefusesUntilOneIsFree() {
    byte[] payment = Fixtures.payment(1).encode();
    CompletableFuture<List<Tried>> first = desk.judge(List.of(payment));
    CompletableFuture<List<Tried>> second = desk.judge(List.of(payment));

    assertUnavailable(desk.judge(List.of(payment)));
    answer.complete(TrialAnswer.newBuilder().addVerdicts(allowed(1)).build());

    assertThat(first.join()).hasSize(1);
    assertThat(second.join()).hasSize(1);
    assertThat(desk.judge(List.of(payment)).join()).hasSize(1);
  }

  private static void assertUnavailable(CompletableFuture<?> call) {
    assertThatThrownBy(call::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ReadException.class,
            failure -> assertThat(failure.reason()).isEqualTo(ReadException.Reason.UNAVAILABLE));
  }
}
