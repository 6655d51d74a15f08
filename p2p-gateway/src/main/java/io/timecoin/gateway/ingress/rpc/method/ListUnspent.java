package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code listunspent}: page after page of the ledger's outputs, without those that the mempool
 * holds locked or already spent, until enough are found.
 */
@Singleton
public final class ListUnspent implements RpcMethod {
  private static final int PAGE = 500;

  /** Pages of one call: bounds what it can cost when nearly nothing fits. */
  private static final int MAX_PAGES = 40;

  private final LedgerReads ledger;
  private final MempoolReads mempool;
  private final Confirmations confirmations;
  private final Genesis genesis;

  @Inject
  public ListUnspent(
      LedgerReads ledger, MempoolReads mempool, Confirmations confirmations, Genesis genesis) {
    this.ledger = ledger;
    this.mempool = mempool;
    this.confirmations = confirmations;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.LISTUNSPENT;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    UnspentQuery query = UnspentQuery.of(params, genesis.network());
    return ledger
        .head()
        .thenCompose(head -> next(new Search(query, head, Json.array(), 0, 0, "")))
        .thenApply(found -> found);
  }

  /** How far a call has come. */
  private record Search(
      UnspentQuery query, ChainHead head, ArrayNode found, int address, int pages, String cursor) {
    boolean isOver() {
      return address == query.addresses().size()
          || found.size() >= query.maximumCount()
          || pages == MAX_PAGES;
    }

    Address current() {
      return query.addresses().get(address);
    }

    Search after(UtxoPage page) {
      return page.getNextCursor().isEmpty()
          ? new Search(query, head, found, address + 1, pages + 1, "")
          : new Search(query, head, found, address, pages + 1, page.getNextCursor());
    }
  }

  private CompletableFuture<ArrayNode> next(Search search) {
    if (search.isOver()) {
      return CompletableFuture.completedFuture(search.found());
    }
    return ledger
        .utxos(search.current(), search.cursor(), PAGE)
        .thenCompose(page -> take(search, page).thenCompose(_ -> next(search.after(page))));
  }

  private CompletableFuture<Void> take(Search search, UtxoPage page) {
    List<CompletableFuture<Optional<ObjectNode>>> outputs =
        page.getUtxosList().stream()
            .filter(utxo -> utxo.getValue() >= search.query().minimumSatoshi())
            .map(utxo -> judge(search, utxo))
            .toList();
    return CompletableFuture.allOf(outputs.toArray(CompletableFuture[]::new))
        .thenAccept(
            _ ->
                outputs.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .limit(search.query().maximumCount() - search.found().size())
                    .forEach(search.found()::add));
  }

  private CompletableFuture<Optional<ObjectNode>> judge(Search search, Utxo utxo) {
    return confirmations
        .of(utxo, search.head())
        .thenCompose(
            count ->
                count < search.query().minConfirmations()
                        || count > search.query().maxConfirmations()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : isFree(utxo)
                        .thenApply(
                            free ->
                                free
                                    ? Optional.of(json(search.current(), utxo, count))
                                    : Optional.empty()));
  }

  /** An output the mempool does not know yet is as free as the ledger says. */
  private CompletableFuture<Boolean> isFree(Utxo utxo) {
    return Absence.asEmpty(mempool.outpoint(Utxos.outpoint(utxo)))
        .thenApply(state -> state.isEmpty() || state.get().hasUnspent());
  }

  private static ObjectNode json(Address address, Utxo utxo, long count) {
    ObjectNode node = Json.object();
    node.put("txid", Json.hex(utxo.getTxid()));
    node.put("vout", Integer.toUnsignedLong(utxo.getIndex()));
    node.put("address", address.toString());
    node.put("scriptPubKey", Json.hex(utxo.getScript()));
    Json.amount(node, "amount", "satoshi", utxo.getValue());
    node.put("confirmations", count);
    node.put("sequence", utxo.getSequence());
    node.put("coinbase", utxo.getCoinbase());
    node.put("spendable", true);
    node.put("solvable", true);
    node.put("safe", true);
    return node;
  }
}
