package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.TransactionPlace;
import io.timecoin.protocol.proto.internal.v1.ViewQuestion;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several reads at one sequence. */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
class LedgerViewIT extends WrittenLedger {
  private static final String PATH = "/internal/v1/view";

  @Test
  void balancesAndPlacesHoldAtTheSameSequenceInTheOrderAsked() throws Exception {
    List<String> wallets =
        IntStream.range(0, TestChain.WALLETS)
            .mapToObj(each -> CHAIN.walletAddress(each).toString())
            .toList();
    Transaction first = CHAIN.microblocks().getFirst().transactions().getFirst();
    Transaction last = CHAIN.microblocks().getLast().transactions().getLast();

    LedgerView view =
        ledger.ask(
            PATH,
            ViewQuestion.newBuilder()
                .addAllAddresses(wallets.reversed())
                .addTxids(bytes(last.txid()))
                .addTxids(ByteString.copyFrom(new byte[32]))
                .addTxids(bytes(first.txid()))
                .build(),
            LedgerView.parser());

    assertThat(view.getSequence()).isEqualTo(MICROBLOCKS);
    assertThat(hash(view.getDigest())).isEqualTo(CHAIN.tip().digest());
    assertThat(view.getBalancesList())
        .extracting(AddressBalance::getAddress)
        .isEqualTo(wallets.reversed());
    for (int i = 0; i < wallets.size(); i++) {
      List<UnspentOutput> held = CHAIN.unspentOf(CHAIN.walletAddress(wallets.size() - 1 - i));
      assertThat(view.getBalances(i).getBalance())
          .isEqualTo(held.stream().mapToLong(output -> output.output().value()).sum());
      assertThat(view.getBalances(i).getUtxoCount()).isEqualTo(held.size());
    }
    assertThat(view.getTransactionsList())
        .extracting(TransactionPlace::getSequence)
        .containsExactly((long) MICROBLOCKS, 0L, 1L);
    assertThat(view.getTransactions(1).hasSequence()).isFalse();
  }

  @Test
  void anAddressThatWasNeverPaidHoldsNothing() throws Exception {
    String nobodys = TestChain.address(KeyPair.fromSeed(new byte[32])).toString();

    LedgerView view =
        ledger.ask(
            PATH, ViewQuestion.newBuilder().addAddresses(nobodys).build(), LedgerView.parser());

    assertThat(view.getBalances(0).getBalance()).isZero();
    assertThat(view.getTransactionsList()).isEmpty();
  }

  @Test
  void whatIsNoQuestionIsRefused() throws Exception {
    String address = CHAIN.walletAddress(0).toString();
    ByteString txid = ByteString.copyFrom(new byte[32]);
    for (ViewQuestion bad :
        List.of(
            ViewQuestion.newBuilder().addAddresses("nobody").build(),
            ViewQuestion.newBuilder().addTxids(ByteString.copyFrom(new byte[31])).build(),
            ViewQuestion.newBuilder().addAllAddresses(Collections.nCopies(101, address)).build(),
            ViewQuestion.newBuilder().addAllTxids(Collections.nCopies(101, txid)).build())) {
      assertThat(ledger.status(PATH, bad)).isEqualTo(400);
    }
  }
}
