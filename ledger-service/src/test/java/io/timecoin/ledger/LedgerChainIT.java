package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.PublishedEvents;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads of the chain: head, blocks, transactions with their proofs, microblocks. */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
class LedgerChainIT extends WrittenLedger {
  @Test
  void theHeadIsTheChains() throws Exception {
    ChainHead head = head();

    var tip = CHAIN.tip();
    assertThat(hash(head.getDigest())).isEqualTo(tip.digest());
    assertThat(head.getTimeMillis()).isEqualTo(tip.timeMillis());
    assertThat(head.getHeight()).isEqualTo(tip.lastBlock().height());
    assertThat(hash(head.getBlockHash())).isEqualTo(tip.lastBlock().hash());
    assertThat(head.getBlockHeader().toByteArray()).isEqualTo(tip.lastBlock().encode());
    assertThat(SealInputs.fromProto(head.getSealInputs())).isEqualTo(tip.sealInputs());
    assertThat(head.getCertificate().toByteArray())
        .isEqualTo(CHAIN.microblocks().getLast().certificate().encode());
    assertThat(head.getVoteLogTopicId()).isEqualTo(ChainStream.LOG_ID);
    assertThat(head.getVoteLogEpoch()).isEqualTo(4);
  }

  @Test
  void everyTransactionComesWithItsProof() throws Exception {
    for (CertifiedMicroblock microblock : CHAIN.microblocks()) {
      for (Transaction transaction : microblock.transactions()) {
        FinalTransaction answer =
            ledger.get(
                "/internal/v1/transactions/" + transaction.txid(), FinalTransaction.parser());

        assertThat(answer.getRecord().getTransaction().toByteArray())
            .isEqualTo(transaction.encode());
        PublishedEvents.assertProves(answer.getRecord(), microblock);
        assertThat(answer.getMicroblockHeader().toByteArray())
            .isEqualTo(microblock.header().encode());
        assertThat(answer.getCertificate().toByteArray())
            .isEqualTo(microblock.certificate().encode());
        assertThat(answer.getFee()).isPositive();
        assertThat(answer.hasHeight())
            .isEqualTo(microblock.header().sequence() <= CHAIN.tip().lastBlock().lastSequence());
      }
    }
  }

  @Test
  void aCoinbaseIsFoundByItsTxid() throws Exception {
    Block block = ledger.get("/internal/v1/blocks/1", Block.parser());
    var txid = hash(block.getTxids(0));

    FinalTransaction answer =
        ledger.get("/internal/v1/transactions/" + txid, FinalTransaction.parser());

    assertThat(answer.getCoinbase()).isTrue();
    assertThat(answer.getHeight()).isEqualTo(1);
    assertThat(Transaction.decode(answer.getRecord().getTransaction().toByteArray()).txid())
        .isEqualTo(txid);
  }

  @Test
  void blocksListTheirTransactionsInPages() throws Exception {
    for (long height = 0; height <= CHAIN.tip().lastBlock().height(); height++) {
      Block whole = ledger.get("/internal/v1/blocks/" + height, Block.parser());
      var record = whole.getRecord();
      List<ByteString> expected = new ArrayList<>();
      expected.add(bytes(Transaction.decode(record.getCoinbase().toByteArray()).txid()));
      CHAIN.microblocks().stream()
          .filter(each -> each.header().sequence() >= record.getFirstSequence())
          .filter(each -> each.header().sequence() <= record.getLastSequence())
          .flatMap(each -> each.transactions().stream())
          .forEach(transaction -> expected.add(bytes(transaction.txid())));
      assertThat(whole.getTxidsList()).isEqualTo(expected);
      assertThat(whole.getTxidCount()).isEqualTo(expected.size());

      var paged = new ArrayList<ByteString>();
      for (int first = 0; first < expected.size(); first += 2) {
        paged.addAll(
            ledger
                .get(
                    "/internal/v1/blocks/%s?first=%d&limit=2"
                        .formatted(hash(record.getBlockHash()), first),
                    Block.parser())
                .getTxidsList());
      }
      assertThat(paged).isEqualTo(expected);
    }
  }

  @Test
  void blocksNameTheNext() throws Exception {
    Block first = ledger.get("/internal/v1/blocks/0", Block.parser());
    Block second = ledger.get("/internal/v1/blocks/1", Block.parser());
    Block last =
        ledger.get("/internal/v1/blocks/" + CHAIN.tip().lastBlock().height(), Block.parser());

    assertThat(first.getNextHash()).isEqualTo(second.getRecord().getBlockHash());
    assertThat(last.getNextHash().isEmpty()).isTrue();
  }

  @Test
  void rangesAreTheRecordsThatCame() throws Exception {
    var range = ledger.get("/internal/v1/microblocks?from=4&limit=20", MicroblockRange.parser());

    assertThat(range.getMicroblocksList())
        .isEqualTo(
            BusyChain.range(CHAIN, 4, 23).stream().map(CertifiedMicroblock::toProto).toList());
    assertThat(
            ledger
                .get("/internal/v1/microblocks?from=31", MicroblockRange.parser())
                .getMicroblocksCount())
        .isZero();
  }
}
