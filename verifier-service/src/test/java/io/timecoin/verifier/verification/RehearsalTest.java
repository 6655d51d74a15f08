package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.recheck.IndependentOpinion;
import io.timecoin.verifier.recheck.Opinions;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.SecondOpinion;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.recheck.TakenOutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final StatelessRules RULES =
      new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH);

  private final InstantSource clock =
      InstantSource.fixed(Instant.ofEpochSecond(RefusedTransactions.NOW));
  private final TakenOut takenOut = new TakenOut();

  @Test
  void allOfItIsDoneAndTheOtherImplementationIsAsked() throws Exception {
    Rechecks rechecks = Opinions.rechecks(new IndependentOpinion(), takenOut, _ -> {});

    rehearse(rechecks, 0.01, Duration.ofMillis(700));

    assertThat(rechecks.agreed()).isPositive();
    assertThat(takenOut.isTrue()).isFalse();
  }

  @Test
  void nothingIsCheckedAgainWhereNothingShallBe() throws Exception {
    Rechecks rechecks = Opinions.rechecks(new IndependentOpinion(), takenOut, _ -> {});

    rehearse(rechecks, 0, Duration.ofMillis(200));

    assertThat(rechecks.agreed()).isZero();
  }

  /** The machine that makes one of them err is found out before it has any work. */
  @Test
  void aDisagreementOnGeneratedSignaturesTakesOutAndEndsIt() {
    SecondOpinion refusing =
        new SecondOpinion() {
          @Override
          public String name() {
            return "refusing";
          }

          @Override
          public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
            return false;
          }
        };

    assertThatThrownBy(
            () ->
                rehearse(Opinions.rechecks(refusing, takenOut, _ -> {}), 1, Duration.ofSeconds(1)))
        .isInstanceOf(TakenOutException.class);
    assertThat(takenOut.isTrue()).isTrue();
  }

  @Test
  void itsTransactionsAreAcceptedByEveryStatelessRule() throws Exception {
    List<ByteString> made =
        new GeneratedTransactions(
                Network.DEVNET, TestTransactions.GENESIS_HASH, RefusedTransactions.NOW)
            .make(3);

    var checker =
        new TransactionChecker(
            RULES,
            BatchVerification.inPlainJava().newBatch(new SecureRandom()),
            Opinions.all(),
            Opinions.honest());
    made.forEach(raw -> checker.add(raw, RefusedTransactions.NOW));
    assertThat(checker.verdicts()).hasSize(3).noneMatch(verdict -> verdict.hasRefusal());
    assertThat(Transaction.decode(made.getFirst().toByteArray()).inputs()).hasSize(1);
    assertThat(made).doesNotHaveDuplicates();
  }

  private void rehearse(Rechecks rechecks, double share, Duration least)
      throws InterruptedException {
    var checkers = new CheckerFactory(RULES, BatchVerification.inPlainJava(), rechecks, share);
    try (var pool = new VerificationPool(2, checkers::forWorker, clock)) {
      new Rehearsal(
              checkers,
              pool,
              Network.DEVNET,
              TestTransactions.GENESIS_HASH,
              clock,
              System::nanoTime)
          .run(least);
    }
  }
}
