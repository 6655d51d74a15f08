package io.timecoin.gateway.egress;

import io.quarkus.runtime.Startup;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import io.timecoin.protocol.proto.internal.v1.ViewQuestion;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Asks the ledger service by HTTP. */
@Startup
@Singleton
public final class HttpLedgerReads extends HttpReads implements LedgerReads {
  /** Reads every row: one at a time, and as long as it takes. */
  private final BoundedReads slowReads;

  @Inject
  public HttpLedgerReads(NodeConfig node, GatewayConfig config) {
    super("ledger", node.ledgerUrls(), node, config);
    this.slowReads =
        new BoundedReads("ledger", node.ledgerUrls(), config.reads().utxoSetDeadline(), 1, 8);
  }

  @Override
  public CompletableFuture<ChainHead> head() {
    return reads.get("/internal/v1/chain", ChainHead.parser());
  }

  @Override
  public CompletableFuture<Block> block(String heightOrHash, long first, int limit) {
    return reads.get(
        "/internal/v1/blocks/%s?first=%d&limit=%d".formatted(heightOrHash, first, limit),
        Block.parser());
  }

  @Override
  public CompletableFuture<FinalTransaction> transaction(Hash256 txid) {
    return reads.get("/internal/v1/transactions/" + txid, FinalTransaction.parser());
  }

  @Override
  public CompletableFuture<OutpointState> outpoint(OutPoint outpoint) {
    return reads.get("/internal/v1/" + path(outpoint), OutpointState.parser());
  }

  @Override
  public CompletableFuture<AddressBalance> balance(Address address) {
    return reads.get(
        "/internal/v1/addresses/%s/balance".formatted(address), AddressBalance.parser());
  }

  @Override
  public CompletableFuture<UtxoPage> utxos(Address address, String cursor, int limit) {
    return reads.get(
        "/internal/v1/addresses/%s/utxos?cursor=%s&limit=%d"
            .formatted(address, URLEncoder.encode(cursor, StandardCharsets.UTF_8), limit),
        UtxoPage.parser());
  }

  @Override
  public CompletableFuture<AddressHistory> history(Address address, long before, int limit) {
    return reads.get(
        "/internal/v1/addresses/%s/history?before=%d&limit=%d".formatted(address, before, limit),
        AddressHistory.parser());
  }

  @Override
  public CompletableFuture<MicroblockRange> microblocks(long from, int limit) {
    return reads.get(
        "/internal/v1/microblocks?from=%d&limit=%d".formatted(from, limit),
        MicroblockRange.parser());
  }

  @Override
  public CompletableFuture<EventRange> events(Topic topic, long from, int index, int limit) {
    return reads.get(
        "/internal/v1/events/%s?from=%d&index=%d&limit=%d"
            .formatted(topic.topicName(), from, index, limit),
        EventRange.parser());
  }

  @Override
  public CompletableFuture<SealRange> seals(long from, int limit) {
    return reads.get(
        "/internal/v1/seals?from=%d&limit=%d".formatted(from, limit), SealRange.parser());
  }

  @Override
  public CompletableFuture<LedgerView> view(ViewQuestion question) {
    return reads.ask("/internal/v1/view", question, LedgerView.parser());
  }

  @Override
  public CompletableFuture<UtxoSetInfo> utxoSet() {
    return slowReads.get("/internal/v1/utxo-set", UtxoSetInfo.parser());
  }

  @Override
  @PreDestroy
  void close() {
    super.close();
    slowReads.close();
  }
}
