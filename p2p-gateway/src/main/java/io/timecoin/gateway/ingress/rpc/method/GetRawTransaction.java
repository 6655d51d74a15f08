package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** {@code getrawtransaction}. */
@Singleton
public final class GetRawTransaction implements RpcMethod {
  private final TransactionSource source;
  private final LedgerReads ledger;
  private final Genesis genesis;

  @Inject
  public GetRawTransaction(TransactionSource source, LedgerReads ledger, Genesis genesis) {
    this.source = source;
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETRAWTRANSACTION;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    Hash256 txid = params.hash("txid");
    if (!params.flag("verbose", false)) {
      return source
          .find(txid)
          .thenApply(
              found -> Json.NODES.textNode(HexFormat.of().formatHex(found.transaction().encode())));
    }
    return source
        .find(txid)
        .thenCombine(
            ledger.head(), (found, head) -> TransactionJson.of(found, genesis.network(), head));
  }
}
