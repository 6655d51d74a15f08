package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.verifier.recheck.Opinions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationPoolTest {
  private final InstantSource clock =
      InstantSource.fixed(Instant.ofEpochSecond(RefusedTransactions.NOW));
  private final StatelessRules rules =
      new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH);
  private final VerificationPool pool = new VerificationPool(3, () -> checker(rules), clock);
  private final RefusedTransactions transactions =
      new RefusedTransactions(TestTransactions.GENESIS_HASH);

  private static TransactionChecker checker(StatelessRules rules) {
    return new TransactionChecker(
        rules,
        BatchVerification.inPlainJava().newBatch(new SecureRandom()),
        Opinions.all(),
        Opinions.honest());
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void verdictsComeInTheOrderOfTheBatch() throws Exception {
    int count = 3 * VerificationPool.SLICE + 1;
    List<ByteString> raw =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    i % 7 == 0
                        ? ByteString.copyFromUtf8("nonsense " + i)
                        : ByteString.copyFrom(transactions.good(i).encode()))
            .toList();

    List<VerifiedTransaction> answers = pool.verify(raw).get();

    assertThat(answers).extracting(VerifiedTransaction::getTransaction).isEqualTo(raw);
    for (int i = 0; i < count; i++) {
      assertThat(answers.get(i).hasRefusal()).as("refusal of %d", i).isEqualTo(i % 7 == 0);
    }
  }

  @Test
  void batchesThatWaitTogetherAreAnsweredEachForItself() throws Exception {
    List<CompletableFuture<List<VerifiedTransaction>>> answers = new ArrayList<>();
    List<List<ByteString>> batches = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] good = transactions.good(i).encode();
      byte[] forged = transactions.byCode().get(RejectCode.BAD_SIGNATURE);
      List<ByteString> batch =
          i % 10 == 3
              ? List.of(ByteString.copyFrom(good), ByteString.copyFrom(forged))
              : List.of(ByteString.copyFrom(good));
      batches.add(batch);
      answers.add(pool.verify(batch));
    }

    for (int i = 0; i < answers.size(); i++) {
      List<VerifiedTransaction> answer = answers.get(i).get();
      assertThat(answer).extracting(VerifiedTransaction::getTransaction).isEqualTo(batches.get(i));
      assertThat(answer.getFirst().hasRefusal()).as("the good one of %d", i).isFalse();
      assertThat(answer.stream().skip(1))
          .allSatisfy(bad -> assertThat(bad.getRefusal().getCode()).isEqualTo("BAD_SIGNATURE"));
    }
  }

  @Test
  void aFaultOfOneGroupIsToldToItsBatchesAndTheWorkerGoesOn() throws Exception {
    var instants = new ArrayDeque<>(List.of(true));
    InstantSource faulty =
        () -> {
          if (instants.poll() != null) {
            throw new IllegalStateException("no time");
          }
          return clock.instant();
        };
    try (var single = new VerificationPool(1, () -> checker(rules), faulty)) {
      List<ByteString> batch = List.of(ByteString.copyFrom(transactions.good(1).encode()));

      assertThat(single.verify(batch)).failsWithin(Duration.ofSeconds(10));
      assertThat(single.verify(batch).get()).hasSize(1);
    }
  }

  @Test
  void anEmptyBatchHasNoVerdicts() throws Exception {
    assertThat(pool.verify(List.of()).get()).isEmpty();
  }

  @Test
  void anotherNetworksSignatureIsNoneHere() throws Exception {
    RefusedTransactions others = new RefusedTransactions(Hash256.ZERO);

    List<VerifiedTransaction> answers =
        pool.verify(List.of(ByteString.copyFrom(others.good(1).encode()))).get();

    assertThat(answers.getFirst().getRefusal().getCode()).isEqualTo("BAD_SIGNATURE");
  }
}
