package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.DecodedTransactions;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Block;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code getblock}: pages of txids, or of whole transactions. */
@Singleton
public final class GetBlock implements RpcMethod {
  private static final int MAX_TXIDS = 1_000;

  /** Each is a read of the ledger. */
  private static final int MAX_TRANSACTIONS = 100;

  private static final int WITH_TRANSACTIONS = 2;

  private final LedgerReads ledger;
  private final Genesis genesis;

  @Inject
  public GetBlock(LedgerReads ledger, Genesis genesis) {
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBLOCK;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    String id = BlockId.of(params);
    long verbosity = params.integer("verbosity", 0, WITH_TRANSACTIONS, 1);
    long first = params.integer("first", 0, Long.MAX_VALUE / 2, 0);
    int most = verbosity == WITH_TRANSACTIONS ? MAX_TRANSACTIONS : MAX_TXIDS;
    int limit = (int) params.integer("limit", 1, most, most);
    CompletableFuture<Block> read = ledger.block(id, first, limit);
    if (verbosity == 0) {
      return read.thenApply(block -> Json.NODES.textNode(Json.hex(block.getRecord().getHeader())));
    }
    return ledger
        .head()
        .thenCompose(
            head -> read.thenCompose(block -> page(block, head, verbosity == WITH_TRANSACTIONS)));
  }

  private CompletableFuture<JsonNode> page(Block block, ChainHead head, boolean whole) {
    ObjectNode node = BlockJson.header(block, head.getHeight());
    node.put("first", block.getFirstIndex());
    List<CompletableFuture<JsonNode>> entries =
        block.getTxidsList().stream().map(txid -> entry(txid, whole)).toList();
    return CompletableFuture.allOf(entries.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              ArrayNode transactions = node.putArray("tx");
              entries.forEach(entry -> transactions.add(entry.join()));
              return node;
            });
  }

  private CompletableFuture<JsonNode> entry(ByteString txid, boolean whole) {
    if (!whole) {
      return CompletableFuture.completedFuture(Json.NODES.textNode(Json.hex(txid)));
    }
    return ledger
        .transaction(Hash256.of(txid.toByteArray()))
        .thenApply(
            written ->
                DecodedTransactions.of(
                    Transactions.decode(written.getRecord().getTransaction()), genesis.network()));
  }
}
