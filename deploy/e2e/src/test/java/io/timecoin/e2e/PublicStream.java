package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Parser;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Rewards;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The public topics of a devnet up to a sequence of its ledger, and what must hold between the two
 * whatever has happened before.
 *
 * @param stream verified from genesis on
 * @param replayed the state that follows from the stream, until the next one is made of this node
 */
record PublicStream(Node node, LedgerSnapshot ledger, ChainStream stream, ChainState replayed) {
  private static final Duration PUBLISHED_LIMIT = Duration.ofSeconds(60);

  /** That of the first masternode. */
  static PublicStream of(RunningDevnet devnet) throws SQLException {
    return of(devnet.node(1));
  }

  /** The ledger once it holds what is final now, and the stream up to there. */
  static PublicStream of(Node node) throws SQLException {
    long last = ChainStream.read(node).lastSequence();
    // Whoever waited for a payment asks the gateway, which may know it before the ledger does.
    Poll.untilTrue(
        "sequence " + last + " in the ledger",
        PUBLISHED_LIMIT,
        () -> LedgerSnapshot.sequenceOf(node.database()) >= last);
    LedgerSnapshot ledger = LedgerSnapshot.of(node.database());
    ChainStream stream = ChainStream.read(node).upTo(ledger.sequence());
    return new PublicStream(node, ledger, stream, node.devnet().verified(node).follow(stream));
  }

  /** All of it. */
  void assertSound() throws DecodeException {
    theVerifiedStreamEndsWithTheUtxoSetOfPostgresql();
    theCommitmentOverPostgresqlIsTheStreams();
    moneyAddsUp();
    everyBlockIsPublishedOnceAndIsTheCertifiedSeal();
    everyTransactionIsPublishedOnceWithItsPath();
    everyChangeOfABalanceIsPublishedOnceWithTheRunningBalance();
  }

  /** Of all transactions up to the ledger's sequence. */
  List<String> txidsInFinalOrder() {
    return stream.microblocks().stream()
        .flatMap(microblock -> microblock.transactions().stream())
        .map(transaction -> transaction.txid().toString())
        .toList();
  }

  /** What each address holds at the ledger's sequence, in satoshi. */
  Map<String, Long> balances() {
    var balances = new HashMap<String, Long>();
    for (Output output : ledger.utxos().values()) {
      output
          .addressText(node.devnet().genesis().network())
          .ifPresent(address -> balances.merge(address, output.value(), Long::sum));
    }
    return balances;
  }

  /** The UTXO set that follows from the stream is PostgreSQL's. */
  void theVerifiedStreamEndsWithTheUtxoSetOfPostgresql() {
    assertThat(stream.lastSequence()).isEqualTo(ledger.sequence());
    assertThat(replayed.tip().lastBlock().height()).isEqualTo(ledger.height());
    Map<?, Output> utxos =
        replayed.unspent().stream()
            .collect(Collectors.toMap(UnspentOutput::outpoint, UnspentOutput::output));
    assertThat(utxos).isEqualTo(ledger.utxos());
    assertThat(replayed.total()).isEqualTo(ledger.utxoTotal());
  }

  /**
   * The commitment over PostgreSQL's rows is that of the stream, whose seals have been compared.
   */
  void theCommitmentOverPostgresqlIsTheStreams() {
    var recomputed = new LtHash();
    ledger.utxos().forEach(recomputed::add);

    assertThat(recomputed.commitment()).isEqualTo(replayed.commitment().commitment());
  }

  /** UTXO total = allocations + rewards, but for the fees that no block has paid out yet. */
  void moneyAddsUp() {
    long allocated =
        node.devnet().genesis().coinbase().outputs().stream().mapToLong(Output::value).sum();
    long rewards = ledger.height() * reward();
    long feesOnTheirWay = replayed.tip().sealInputs().fees();

    long utxos = ledger.utxos().values().stream().mapToLong(Output::value).sum();

    assertThat(utxos + feesOnTheirWay).isEqualTo(allocated + rewards);
    assertThat(ledger.utxoTotal()).isEqualTo(utxos);
  }

  /**
   * What each block pays besides its fees: base + floor(base × ln n) for n members (PROTOCOL §7.3);
   * a double is close enough to tell every number of members from every other.
   */
  private long reward() {
    long base = node.devnet().genesis().baseReward();
    int members = node.devnet().genesis().members().size();
    long exact = Rewards.rewardFor(base, members);
    assertThat((double) exact).isCloseTo(base * (1 + Math.log(members)), within(1e3));
    return exact;
  }

  /** chain.blocks: each height once, each the seal that the microblocks carry. */
  void everyBlockIsPublishedOnceAndIsTheCertifiedSeal() throws DecodeException {
    List<BlockRecord> blocks =
        published("chain.blocks", BlockRecord.parser(), BlockRecord::getLastSequence);

    assertThat(blocks.stream().map(BlockRecord::getHeight))
        .containsExactlyElementsOf(LongStream.rangeClosed(0, ledger.height()).boxed().toList());
    Map<Long, BlockHeader> seals = seals();
    for (BlockRecord block : blocks.subList(1, blocks.size())) {
      BlockHeader header = BlockHeader.decode(block.getHeader().toByteArray());
      assertThat(header).isEqualTo(seals.get(block.getLastSequence()));
      assertThat(hash(block.getBlockHash())).isEqualTo(header.hash());
      assertThat(block.getFirstSequence()).isEqualTo(header.firstSequence());
      Transaction coinbase = Transaction.decode(block.getCoinbase().toByteArray());
      assertThat(coinbase.outputSum()).hasValue(header.blockReward());
      assertThat(block.getTransactionCount())
          .isEqualTo(transactions(header.firstSequence(), header.lastSequence()));
    }
    assertThat(hash(blocks.getFirst().getBlockHash()))
        .isEqualTo(node.devnet().genesis().blockHash());
  }

  private Map<Long, BlockHeader> seals() {
    return stream.microblocks().stream()
        .map(CertifiedMicroblock::header)
        .filter(header -> header.seal().isPresent())
        .collect(
            Collectors.toMap(MicroblockHeader::sequence, header -> header.seal().orElseThrow()));
  }

  private long transactions(long first, long last) {
    return stream.microblocks().stream()
        .filter(each -> each.header().sequence() >= first && each.header().sequence() <= last)
        .mapToLong(each -> each.transactions().size())
        .sum();
  }

  /** chain.transactions: each once, with a path that leads to its microblock. */
  void everyTransactionIsPublishedOnceWithItsPath() throws DecodeException {
    List<TransactionRecord> records =
        published("chain.transactions", TransactionRecord.parser(), TransactionRecord::getSequence);
    Map<Long, MicroblockHeader> headers =
        stream.microblocks().stream()
            .map(CertifiedMicroblock::header)
            .collect(Collectors.toMap(MicroblockHeader::sequence, Function.identity()));

    var seen = new HashSet<Hash256>();
    for (TransactionRecord record : records) {
      Transaction transaction = Transaction.decode(record.getTransaction().toByteArray());
      MicroblockHeader header = headers.get(record.getSequence());
      assertThat(seen.add(transaction.txid())).as("%s once", transaction.txid()).isTrue();
      assertThat(hash(record.getTxid())).isEqualTo(transaction.txid());
      assertThat(hash(record.getWtxid())).isEqualTo(transaction.wtxid());
      assertThat(hash(record.getMicroblockDigest())).isEqualTo(header.digest());
      assertThat(record.getMicroblockTimeMillis()).isEqualTo(header.timeMillis());
      assertThat(path(record).leadsTo(transaction.wtxid(), header.transactionRoot())).isTrue();
    }
    assertThat(seen).isEqualTo(stream.txids());
    records.stream().limit(5).forEach(this::compareWithTheLedger);
  }

  private static MerkleProof path(TransactionRecord record) {
    return new MerkleProof(
        record.getPosition(),
        record.getTransactionCount(),
        record.getMerklePathList().stream().map(PublicStream::hash).toList());
  }

  private void compareWithTheLedger(TransactionRecord record) {
    JsonNode told = node.gateway().transaction(hash(record.getTxid()).toString()).body();
    var path = new ArrayList<Hash256>();
    told.path("merklePath").forEach(each -> path.add(Hash256.fromHex(each.textValue())));

    assertThat(told.path("sequence").asLong()).isEqualTo(record.getSequence());
    assertThat(told.path("position").asInt()).isEqualTo(record.getPosition());
    assertThat(path).isEqualTo(path(record).siblings());
  }

  /** chain.addresses: each change once, with the running balance, up to the ledger's balances. */
  void everyChangeOfABalanceIsPublishedOnceWithTheRunningBalance() {
    List<AddressRecord> records =
        published("chain.addresses", AddressRecord.parser(), AddressRecord::getSequence);

    var balances = new HashMap<String, Long>();
    var numbers = new HashMap<String, Long>();
    for (AddressRecord record : records) {
      String address = record.getAddress();
      long change =
          switch (record.getChangeCase()) {
            case CREDIT -> record.getCredit();
            case DEBIT -> -record.getDebit();
            case CHANGE_NOT_SET -> throw new AssertionError("neither credit nor debit");
          };
      assertThat(record.getEntryNumber()).isEqualTo(numbers.merge(address, 1L, Long::sum));
      assertThat(record.getBalanceAfter())
          .isEqualTo(balances.merge(address, change, Long::sum))
          .isNotNegative();
    }
    assertThat(nonZero(balances)).isEqualTo(balancesOfTheLedger());
    String owner = node.devnet().purse().owner().toString();
    assertThat(node.gateway().call("getbalance", owner).decimalValue())
        .isEqualTo(BigDecimal.valueOf(balances.get(owner), 8));
  }

  private static Map<String, Long> nonZero(Map<String, Long> balances) {
    return balances.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, Long> balancesOfTheLedger() {
    return ledger.utxos().values().stream()
        .collect(
            Collectors.groupingBy(
                output -> new String(output.script().toByteArray(), StandardCharsets.US_ASCII),
                Collectors.summingLong(Output::value)));
  }

  /**
   * The records up to the snapshot's sequence; whatever was published twice is there twice. The
   * events of one sequence, on whatever topic, come in one Kafka transaction and in order: the next
   * block's event shows that all before it are there.
   */
  private <T> List<T> published(String topic, Parser<T> parser, ToLongFunction<T> sequence) {
    Poll.untilTrue(
        "block " + (ledger.height() + 1) + " published",
        PUBLISHED_LIMIT,
        () ->
            node.topics().values("chain.blocks", BlockRecord.parser()).stream()
                .anyMatch(block -> block.getHeight() > ledger.height()));
    return node.topics().values(topic, parser).stream()
        .filter(record -> sequence.applyAsLong(record) <= ledger.sequence())
        .toList();
  }

  private static Hash256 hash(ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }
}
