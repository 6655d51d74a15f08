package io.timecoin.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.CertifiedHeader;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.CommitteeMember;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import io.timecoin.protocol.proto.internal.v1.Event;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import io.timecoin.protocol.proto.internal.v1.EvidenceList;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import io.timecoin.protocol.proto.internal.v1.QueryError;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import io.timecoin.protocol.proto.internal.v1.TransactionPlace;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialVerdict;
import io.timecoin.protocol.proto.internal.v1.Unspent;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Mempool, ledger and consensus, each with one fixed state: genesis, and an empty pool. */
final class NeighbourAnswers implements AutoCloseable {
  private static final GenesisDocument GENESIS = Fixtures.GENESIS;

  private final HttpServer server;

  NeighbourAnswers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Message> found = find(path.replaceFirst("/internal/v1", ""));
    byte[] body =
        found
            .orElse(QueryError.newBuilder().setCode("NOT_FOUND").setDetail("no " + path).build())
            .toByteArray();
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Optional<Message> find(String path) {
    String coinbase = GENESIS.coinbase().txid().toString();
    if (path.equals("/chain")) {
      return Optional.of(head());
    }
    if (path.equals("/blocks/0") || path.equals("/blocks/" + GENESIS.blockHash())) {
      return Optional.of(block());
    }
    if (path.equals("/transactions/" + coinbase)) {
      return Optional.of(coinbase());
    }
    if (path.endsWith("/outpoints/" + coinbase + "/0")) {
      return Optional.of(
          OutpointState.newBuilder()
              .setUtxo(utxo())
              .setUnspent(Unspent.getDefaultInstance())
              .build());
    }
    if (path.endsWith("/balance")) {
      return Optional.of(AddressBalance.newBuilder().setBalance(1_000_000_000_000L).build());
    }
    if (path.equals("/addresses/" + Fixtures.RICH_ADDRESS + "/history")) {
      return Optional.of(
          AddressHistory.newBuilder()
              .addEntries(
                  AddressRecord.newBuilder()
                      .setEntryNumber(2)
                      .setDebit(400)
                      .setBalanceAfter(600)
                      .setSequence(7))
              .setSequence(9)
              .build());
    }
    if (path.equals("/addresses/" + Fixtures.RICH_ADDRESS + "/utxos")) {
      return Optional.of(UtxoPage.newBuilder().addUtxos(utxo()).build());
    }
    String pooled = "/mempool/entries/" + Fixtures.payment(8).txid();
    if (path.equals(pooled)) {
      return Optional.of(MempoolEntry.newBuilder().setSize(250).setFee(1_000).build());
    }
    if (path.equals(pooled + "/ancestors") || path.equals(pooled + "/descendants")) {
      return Optional.of(MempoolEntries.getDefaultInstance());
    }
    return switch (path) {
      case "/events/chain.blocks" ->
          Optional.of(
              EventRange.newBuilder()
                  .addEvents(
                      Event.newBuilder()
                          .setKey(ByteString.copyFromUtf8("timecoin"))
                          .setValue(block().getRecord().toByteString()))
                  .setNextSequence(1)
                  .build());
      case "/view" ->
          Optional.of(
              LedgerView.newBuilder()
                  .setSequence(9)
                  .addBalances(AddressBalance.newBuilder().setBalance(600))
                  .addTransactions(TransactionPlace.newBuilder().setSequence(7))
                  .addTransactions(TransactionPlace.getDefaultInstance())
                  .build());
      case "/seals" ->
          Optional.of(
              SealRange.newBuilder()
                  .addSeals(
                      CertifiedHeader.newBuilder()
                          .setHeader(ByteString.copyFromUtf8("header"))
                          .setCertificate(ByteString.copyFromUtf8("certificate")))
                  .build());
      case "/utxo-set" ->
          Optional.of(
              UtxoSetInfo.newBuilder()
                  .setUtxoCount(1)
                  .setTotal(1_000_000_000_000L)
                  .setStateCommitment(Fixtures.bytes(GENESIS.hash()))
                  .build());
      case "/mempool" -> Optional.of(MempoolInfo.newBuilder().setMaxTransactions(100).build());
      case "/mempool/fees" ->
          Optional.of(FeeEstimate.newBuilder().setPerKilobyte(1_000).setSeconds(1).build());
      case "/mempool/priorities" -> Optional.of(PriorityList.getDefaultInstance());
      case "/mempool/trials" ->
          Optional.of(
              TrialAnswer.newBuilder()
                  .addVerdicts(
                      TrialVerdict.newBuilder().setAllowed(Accepted.newBuilder().setFee(1_234)))
                  .build());
      case "/mempool/transactions" -> Optional.of(MempoolPage.getDefaultInstance());
      case "/consensus" ->
          Optional.of(
              ConsensusState.newBuilder()
                  .setRole("member")
                  .setSequence(1)
                  .addMembers(CommitteeMember.newBuilder().setTier(1).setWeight(1))
                  .build());
      case "/consensus/evidence" ->
          Optional.of(EvidenceList.newBuilder().addEvidence(evidence()).build());
      default -> Optional.empty();
    };
  }

  private static Evidence evidence() {
    var vote = ConsensusMessage.newBuilder().setType(2).setSequence(7).setRound(1);
    return Evidence.newBuilder()
        .setFirst(vote.setDigest(ByteString.copyFrom(new byte[] {10})))
        .setSecond(vote.clone().setDigest(ByteString.copyFrom(new byte[] {11})))
        .build();
  }

  private static ChainHead head() {
    return ChainHead.newBuilder()
        .setDigest(Fixtures.bytes(GENESIS.hash()))
        .setBlockHash(Fixtures.bytes(GENESIS.blockHash()))
        .setBlockHeader(ByteString.copyFrom(GENESIS.header().encode()))
        .build();
  }

  private static Block block() {
    return Block.newBuilder()
        .setRecord(
            BlockRecord.newBuilder()
                .setBlockHash(Fixtures.bytes(GENESIS.blockHash()))
                .setHeader(ByteString.copyFrom(GENESIS.header().encode())))
        .addTxids(Fixtures.bytes(GENESIS.coinbase().txid()))
        .setTxidCount(1)
        .build();
  }

  private static FinalTransaction coinbase() {
    return FinalTransaction.newBuilder()
        .setRecord(
            TransactionRecord.newBuilder()
                .setTxid(Fixtures.bytes(GENESIS.coinbase().txid()))
                .setTransaction(ByteString.copyFrom(GENESIS.coinbase().encode())))
        .setCoinbase(true)
        .setHeight(0)
        .setBlockHash(Fixtures.bytes(GENESIS.blockHash()))
        .build();
  }

  private static Utxo utxo() {
    var output = GENESIS.coinbase().outputs().getFirst();
    return Utxo.newBuilder()
        .setTxid(Fixtures.bytes(GENESIS.coinbase().txid()))
        .setValue(output.value())
        .setScript(ByteString.copyFrom(output.script().toByteArray()))
        .setCoinbase(true)
        .build();
  }
}
