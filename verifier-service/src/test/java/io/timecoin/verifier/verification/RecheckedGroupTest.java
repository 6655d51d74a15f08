package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.ed25519.SignatureBatch;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.recheck.AcceptedSignature;
import io.timecoin.verifier.recheck.Opinions;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.Sampling;
import io.timecoin.verifier.recheck.SecondOpinion;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.recheck.TakenOutException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is checked again, and what becomes of the verdicts around a disagreement. */
class RecheckedGroupTest {
  private final RefusedTransactions transactions =
      new RefusedTransactions(TestTransactions.GENESIS_HASH);
  private final byte[] good = transactions.good(1).encode();
  private final TakenOut takenOut = new TakenOut();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void everyAcceptedSignatureCanBeChecked() {
    TransactionChecker checker = checker(new Sampling(1, new Random(1)), true);
    Transaction many = transactions.spending(600);

    List<VerifiedTransaction> verdicts = verdicts(checker, good, many.encode());

    assertThat(verdicts).noneMatch(VerifiedTransaction::hasRefusal);
    assertThat(asked).hasValue(600 + transactions.good(1).inputs().size());
  }

  @Test
  void whatIsRefusedIsNotCheckedAgain() {
    TransactionChecker checker = checker(new Sampling(1, new Random(1)), true);
    byte[] badSecondInput = transactions.byCode().get(RejectCode.BAD_SIGNATURE);
    byte[] dust = transactions.byCode().get(RejectCode.DUST);

    verdicts(checker, badSecondInput, dust);

    assertThat(asked).as("the good first input of the one with a bad second").hasValue(1);
  }

  @Test
  void theShareIsCheckedAcrossGroups() {
    TransactionChecker checker = checker(new Sampling(0.1, new Random(1)), true);

    for (int group = 0; group < 100; group++) {
      verdicts(checker, transactions.spending(200).encode());
    }

    assertThat(asked.get()).isBetween(1_800, 2_200);
  }

  @Test
  void nothingIsCheckedAgainWithAShareOfNone() {
    verdicts(checker(new Sampling(0, new Random(1)), false), good);

    assertThat(asked).hasValue(0);
  }

  @Test
  void aGroupWithADisagreementHasNoVerdictsNorHasAnyLater() {
    TransactionChecker checker = checker(new Sampling(1, new Random(1)), false);

    assertThatThrownBy(() -> verdicts(checker, good)).isInstanceOf(TakenOutException.class);

    assertThat(takenOut.isTrue()).isTrue();
    assertThatThrownBy(() -> verdicts(checker, good)).isInstanceOf(TakenOutException.class);
    assertThat(asked).as("nothing is verified once it is taken out").hasValue(1);
  }

  /** Its first signatures would be verified while it is added. */
  @Test
  void whatIsTooLargeForOneBatchIsNotVerifiedOnceTheInstanceIsTakenOut() {
    TransactionChecker checker = checker(new Sampling(1, new Random(1)), false);
    assertThatThrownBy(() -> verdicts(checker, good)).isInstanceOf(TakenOutException.class);
    byte[] large = transactions.spending(SignatureBatch.CAPACITY + 1).encode();

    assertThatThrownBy(() -> verdicts(checker, large)).isInstanceOf(TakenOutException.class);

    assertThat(asked).hasValue(1);
  }

  @Test
  void whatAnotherWorkerFindsOutMeanwhileTakesThisGroupsVerdictsAway() {
    byte[] doubted = keyOf(good);
    Rechecks ofTheOther = Opinions.rechecks(Opinions.refusing(doubted), takenOut, _ -> {});
    var accepted =
        AcceptedSignature.of(
            new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
            transactions.good(1),
            0);
    TransactionChecker checker =
        checker(
            new Sampling(1, new Random(1)),
            () -> {
              assertThatThrownBy(() -> ofTheOther.check(accepted))
                  .isInstanceOf(TakenOutException.class);
              return true;
            });

    assertThatThrownBy(() -> verdicts(checker, good)).isInstanceOf(TakenOutException.class);
  }

  /** The pool's other workers must stop as well, and every batch must get its answer. */
  @Test
  void allThatWaitsInThePoolFailsAtOnce() throws Exception {
    byte[] doubtful = transactions.good(7).encode();
    var rules = new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH);
    Rechecks rechecks = Opinions.rechecks(Opinions.refusing(keyOf(doubtful)), takenOut, _ -> {});
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(RefusedTransactions.NOW));
    try (var pool =
        new VerificationPool(
            2,
            () ->
                new TransactionChecker(
                    rules,
                    BatchVerification.inPlainJava().newBatch(new SecureRandom()),
                    Opinions.all(),
                    rechecks),
            clock)) {
      var first = pool.verify(List.of(ByteString.copyFrom(doubtful)));
      assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TakenOutException.class);

      List<CompletableFuture<List<VerifiedTransaction>>> later =
          List.of(
              pool.verify(List.of(ByteString.copyFrom(good))),
              pool.verify(List.of(ByteString.copyFromUtf8("nonsense"))));

      for (var answer : later) {
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
            .hasCauseInstanceOf(TakenOutException.class);
      }
    }
  }

  private static byte[] keyOf(byte[] raw) {
    try {
      byte[] scriptSig = Transaction.decode(raw).inputs().getFirst().scriptSig().toByteArray();
      return Arrays.copyOf(scriptSig, PublicKey.SIZE);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private TransactionChecker checker(Sampling sampling, boolean agrees) {
    return checker(sampling, () -> agrees);
  }

  private TransactionChecker checker(Sampling sampling, BooleanSupplier opinion) {
    var second =
        new SecondOpinion() {
          @Override
          public String name() {
            return "counting";
          }

          @Override
          public boolean isValid(byte[] publicKey, byte[] signature, byte[] message) {
            asked.incrementAndGet();
            return opinion.getAsBoolean();
          }
        };
    return new TransactionChecker(
        new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
        BatchVerification.inPlainJava().newBatch(new SecureRandom()),
        sampling,
        Opinions.rechecks(second, takenOut, _ -> {}));
  }

  private static List<VerifiedTransaction> verdicts(TransactionChecker checker, byte[]... raw) {
    Stream.of(raw)
        .forEach(bytes -> checker.add(ByteString.copyFrom(bytes), RefusedTransactions.NOW));
    return checker.verdicts();
  }
}
