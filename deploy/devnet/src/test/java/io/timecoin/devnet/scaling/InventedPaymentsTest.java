package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InventedPaymentsTest {
  private static final Hash256 GENESIS = Sha256.hash(new byte[] {1, 2, 3});

  @Test
  void everyPaymentHasTwoGoodSignaturesOfKeysOfItsOwn() throws Exception {
    var rules = new StatelessRules(Network.DEVNET, GENESIS);
    var verifier = new Ed25519Verifier();
    var keys = new HashSet<>();

    for (ByteString payment : InventedPayments.sign(20, GENESIS)) {
      assertThat(rules.check(payment.toByteArray(), 1_800_000_000L, verifier))
          .isInstanceOf(Verdict.Accepted.class);
      for (Input input : Transaction.decode(payment.toByteArray()).inputs()) {
        keys.add(ScriptSig.parse(input.scriptSig()).orElseThrow().key());
      }
    }

    assertThat(keys).hasSize(40);
  }

  @Test
  void theyAreTheSameEachTime() {
    assertThat(InventedPayments.sign(3, GENESIS)).isEqualTo(InventedPayments.sign(3, GENESIS));
  }

  @Test
  void batchesHoldAllInOrder() throws Exception {
    List<ByteString> payments = InventedPayments.sign(7, GENESIS);

    List<byte[]> values = InventedPayments.inBatches(payments, 3, 5_000);

    var found = new ArrayList<ByteString>();
    for (byte[] value : values) {
      InboundBatch batch = InboundBatch.parseFrom(value);
      assertThat(batch.getTransactionsCount()).isLessThanOrEqualTo(3);
      assertThat(batch.getSentAtMillis()).isEqualTo(5_000);
      found.addAll(batch.getTransactionsList());
    }
    assertThat(values).hasSize(3);
    assertThat(found).isEqualTo(payments);
  }
}
