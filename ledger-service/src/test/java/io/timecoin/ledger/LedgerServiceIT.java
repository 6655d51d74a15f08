package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole service on real Kafka and PostgreSQL: a chain is written once, with records doubled and
 * junk in between, and every read and every event is compared with the chain itself.
 */
@QuarkusTest
@QuarkusTestResource(value = LedgerBackends.class, restrictToAnnotatedClass = true)
class LedgerServiceIT {
  private static final int MICROBLOCKS = 30;
  private static final TestChain CHAIN = BusyChain.grown(LedgerBackends.chain(), MICROBLOCKS);
  private static boolean written;

  AssignedBackends backends;

  @TestHTTPResource("/")
  URI base;

  private LedgerClient ledger;

  @BeforeEach
  void theLedgerHasTheChain() throws Exception {
    ledger = new LedgerClient(base);
    if (!written) {
      written = true;
      try (var stream = new ChainStream(backends)) {
        stream.write(BusyChain.range(CHAIN, 1, 12), 3);
        stream.write(BusyChain.range(CHAIN, 7, 12), 3);
        stream.write(new byte[] {1, 2, 3}, 3);
        stream.write(BusyChain.range(CHAIN, 12, MICROBLOCKS), 4);
        stream.write(BusyChain.range(CHAIN, MICROBLOCKS, MICROBLOCKS), 4);
      }
    }
    Await.until(
        "the ledger has sequence " + MICROBLOCKS,
        () -> ledger.status("/internal/v1/chain") == 200 && head().getSequence() == MICROBLOCKS);
  }

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
        assertProves(answer.getRecord(), microblock);
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

  @Test
  void theFiguresFollow() throws Exception {
    assertThat(ledger.text("/q/metrics"))
        .contains("timecoin_ledger_applied_sequence " + MICROBLOCKS + ".0")
        .contains("timecoin_ledger_lag_sequences 0.0")
        .contains("timecoin_ledger_halted 0.0");
  }

  @Test
  void whatIsUnknownOrWrongIsNamed() throws Exception {
    String nowhere = "0".repeat(64);
    assertThat(ledger.error("/internal/v1/transactions/" + nowhere).getCode())
        .isEqualTo("NOT_FOUND");
    assertThat(ledger.status("/internal/v1/transactions/xyz")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/999999")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/blocks/" + nowhere)).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/blocks/-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/1?limit=1001")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/1?limit=0")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/outpoints/" + nowhere + "/0")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/outpoints/" + nowhere + "/x")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/addresses/TIME1abc/balance")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/microblocks?from=-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/microblocks?limit=501")).isEqualTo(400);
    assertThat(
            ledger.status(
                "/internal/v1/addresses/%s/utxos?cursor=nonsense"
                    .formatted(CHAIN.walletAddress(0))))
        .isEqualTo(400);
  }

  @Test
  void everyEventIsPublishedOnceAndProvesItself() throws Exception {
    try (var stream = new ChainStream(backends)) {
      Await.until(
          "the last microblock is published",
          () ->
              stream.read(Topic.CHAIN_TRANSACTIONS).size() >= transactionCount()
                  && stream.read(Topic.CHAIN_BLOCKS).size() > CHAIN.tip().lastBlock().height());

      assertTransactions(stream.read(Topic.CHAIN_TRANSACTIONS));
      assertBlocks(stream.read(Topic.CHAIN_BLOCKS));
      assertEntries(stream.read(Topic.CHAIN_ADDRESSES));
    }
  }

  private void assertTransactions(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    Set<ByteString> txids = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = TransactionRecord.parseFrom(record.value());
      assertThat(record.key()).isEqualTo(event.getTxid().toByteArray());
      assertThat(txids.add(event.getTxid())).isTrue();
      assertProves(event, CHAIN.microblocks().get((int) event.getSequence() - 1));
    }
    assertThat(txids).hasSize(transactionCount());
  }

  private static void assertBlocks(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    long height = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = BlockRecord.parseFrom(record.value());
      assertThat(event.getHeight()).isEqualTo(height++);
      if (event.getHeight() > 0) {
        assertThat(CHAIN.microblocks().get((int) event.getLastSequence() - 1).header().seal())
            .map(seal -> ByteString.copyFrom(seal.encode()))
            .contains(event.getHeader());
      }
    }
    assertThat(height).isEqualTo(CHAIN.tip().lastBlock().height() + 1);
  }

  private static void assertEntries(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    Map<String, Long> balances = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = AddressRecord.parseFrom(record.value());
      String address = event.getAddress();
      assertThat(event.getEntryNumber()).isEqualTo(numbers.getOrDefault(address, 0L) + 1);
      assertThat(event.getBalanceAfter())
          .isEqualTo(balances.getOrDefault(address, 0L) + event.getCredit() - event.getDebit());
      balances.put(address, event.getBalanceAfter());
      numbers.put(address, event.getEntryNumber());
    }
    assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(CHAIN.state().unspent().stream().mapToLong(each -> each.output().value()).sum());
  }

  private static void assertProves(TransactionRecord record, CertifiedMicroblock microblock)
      throws Exception {
    MicroblockHeader header = microblock.header();
    var proof =
        new MerkleProof(
            record.getPosition(),
            record.getTransactionCount(),
            record.getMerklePathList().stream().map(LedgerServiceIT::hash).toList());
    var transaction = Transaction.decode(record.getTransaction().toByteArray());
    assertThat(proof.leadsTo(transaction.wtxid(), header.transactionRoot())).isTrue();
    assertThat(hash(record.getMicroblockDigest())).isEqualTo(header.digest());
    assertThat(record.getSequence()).isEqualTo(header.sequence());
    assertThat(record.getMicroblockTimeMillis()).isEqualTo(header.timeMillis());
    assertThat(record.getTransactionCount()).isEqualTo(header.transactionCount());
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

  private ChainHead head() throws Exception {
    return ledger.get("/internal/v1/chain", ChainHead.parser());
  }

  private OutpointState outpoint(OutPoint outpoint) throws Exception {
    return ledger.get(
        "/internal/v1/outpoints/%s/%d".formatted(outpoint.txid(), outpoint.index()),
        OutpointState.parser());
  }

  private static int transactionCount() {
    return CHAIN.microblocks().stream().mapToInt(each -> each.transactions().size()).sum();
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

  private static Hash256 hash(ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }

  private static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
