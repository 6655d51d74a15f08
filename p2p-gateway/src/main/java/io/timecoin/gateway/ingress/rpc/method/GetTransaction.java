package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.TransactionLookup;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code gettransaction}: what it says and where it stands, in one answer. */
@Singleton
public final class GetTransaction implements RpcMethod {
  private final TransactionSource source;
  private final TransactionLookup lookup;
  private final LedgerReads ledger;
  private final Genesis genesis;

  @Inject
  public GetTransaction(
      TransactionSource source, TransactionLookup lookup, LedgerReads ledger, Genesis genesis) {
    this.source = source;
    this.lookup = lookup;
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETTRANSACTION;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Hash256 txid = params.hash("txid");
    return source
        .find(txid)
        .thenCombine(
            ledger.head(), (found, head) -> TransactionJson.of(found, genesis.network(), head))
        .thenCombine(
            lookup.brief(txid),
            (node, view) -> {
              view.ifPresent(known -> node.put("state", known.state()));
              return node;
            });
  }
}
