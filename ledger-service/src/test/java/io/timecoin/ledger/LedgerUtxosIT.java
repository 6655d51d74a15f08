package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads of what is unspent: addresses, outpoints, the whole set. */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
class LedgerUtxosIT extends WrittenLedger {
  @Test
  void balancesAndPagesAreThoseOfTheChain() throws Exception {
    for (int wallet = 0; wallet < TestChain.WALLETS; wallet++) {
      Address address = CHAIN.walletAddress(wallet);
      List<UnspentOutput> expected = CHAIN.unspentOf(address);
      AddressBalance balance =
          ledger.get(
              "/internal/v1/addresses/%s/balance".formatted(address), AddressBalance.parser());
      assertThat(balance.getBalance())
          .isEqualTo(expected.stream().mapToLong(each -> each.output().value()).sum());
      assertThat(balance.getUtxoCount()).isEqualTo(expected.size());
      assertThat(balance.getSequence()).isEqualTo(MICROBLOCKS);
      assertThat(pages(address, 1)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(pages(address, 1000)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void anAddressThatWasNeverPaidHoldsNothing() throws Exception {
    Address stranger = TestChain.address(KeyPair.fromSeed(new byte[32]));

    assertThat(
            ledger
                .get(
                    "/internal/v1/addresses/%s/balance".formatted(stranger),
                    AddressBalance.parser())
                .getBalance())
        .isZero();
    assertThat(pages(stranger, 10)).isEmpty();
  }

  @Test
  void outpointsAreUnspentOrNameTheirSpender() throws Exception {
    for (UnspentOutput unspent : CHAIN.state().unspent()) {
      OutpointState state = outpoint(unspent.outpoint());
      assertThat(state.hasUnspent()).isTrue();
      assertThat(output(state.getUtxo())).isEqualTo(unspent);
    }
    for (CertifiedMicroblock microblock : CHAIN.microblocks()) {
      for (Transaction spender : microblock.transactions()) {
        for (Input input : spender.inputs()) {
          OutpointState state = outpoint(input.outpoint());
          assertThat(hash(state.getSpent().getTxid())).isEqualTo(spender.txid());
          assertThat(state.getSpent().getSequence()).isEqualTo(microblock.header().sequence());
          assertThat(state.getUtxo().getValue()).isPositive();
        }
      }
    }
  }

  @Test
  void theUtxoStreamGivesTheLanesAgain() throws Exception {
    try (var frames = ledger.stream("/internal/v1/chain/utxos")) {
      UtxoStreamStart start = UtxoStreamStart.parseDelimitedFrom(frames);
      var outputs = new ArrayList<UnspentOutput>();
      UtxoStreamChunk chunk = UtxoStreamChunk.parseDelimitedFrom(frames);
      while (!chunk.getLast()) {
        chunk.getUtxosList().forEach(utxo -> outputs.add(output(utxo)));
        chunk = UtxoStreamChunk.parseDelimitedFrom(frames);
      }

      assertThat(frames.read()).isEqualTo(-1);
      assertThat(start.getHead()).isEqualTo(head());
      assertThat(start.getUtxoCount()).isEqualTo(outputs.size());
      assertThat(outputs).containsExactlyInAnyOrderElementsOf(CHAIN.state().unspent());
      var lanes = new LtHash();
      outputs.forEach(output -> lanes.add(output.outpoint(), output.output()));
      assertThat(start.getLanes().toByteArray()).isEqualTo(lanes.lanes());
    }
  }

  @Test
  void theUtxoSetIsRecomputed() throws Exception {
    var info = ledger.get("/internal/v1/utxo-set", UtxoSetInfo.parser());

    var lanes = new LtHash();
    CHAIN.state().unspent().forEach(each -> lanes.add(each.outpoint(), each.output()));
    assertThat(hash(info.getStateCommitment())).isEqualTo(lanes.commitment());
    assertThat(info.getUtxoCount()).isEqualTo(CHAIN.state().unspent().size());
    assertThat(info.getTotal())
        .isEqualTo(CHAIN.state().unspent().stream().mapToLong(each -> each.output().value()).sum());
    assertThat(info.getHeight()).isEqualTo(CHAIN.tip().lastBlock().height());
  }

  private List<UnspentOutput> pages(Address address, int limit) throws Exception {
    var outputs = new ArrayList<UnspentOutput>();
    String cursor = "";
    do {
      UtxoPage page =
          ledger.get(
              "/internal/v1/addresses/%s/utxos?limit=%d&cursor=%s"
                  .formatted(address, limit, cursor),
              UtxoPage.parser());
      assertThat(page.getUtxosCount()).isLessThanOrEqualTo(limit);
      page.getUtxosList().forEach(utxo -> outputs.add(output(utxo)));
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty());
    return outputs;
  }

  private OutpointState outpoint(OutPoint outpoint) throws Exception {
    return ledger.get(
        "/internal/v1/outpoints/%s/%d".formatted(outpoint.txid(), outpoint.index()),
        OutpointState.parser());
  }

  private static UnspentOutput output(Utxo utxo) {
    return new UnspentOutput(
        new OutPoint(hash(utxo.getTxid()), utxo.getIndex()),
        new Output(
            utxo.getValue(),
            io.timecoin.protocol.transaction.ByteString.of(utxo.getScript().toByteArray())),
        utxo.getSequence(),
        utxo.getCoinbase());
  }
}
