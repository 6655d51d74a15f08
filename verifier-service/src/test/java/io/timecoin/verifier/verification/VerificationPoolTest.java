package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationPoolTest {
  private final InstantSource clock =
      InstantSource.fixed(Instant.ofEpochSecond(RefusedTransactions.NOW));
  private final StatelessRules rules =
      new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH);
  private final VerificationPool pool =
      new VerificationPool(3, () -> new TransactionChecker(rules), clock);
  private final RefusedTransactions transactions =
      new RefusedTransactions(TestTransactions.GENESIS_HASH);

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
