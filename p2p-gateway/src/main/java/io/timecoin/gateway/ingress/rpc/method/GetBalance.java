package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Amounts;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code getbalance}. */
@Singleton
public final class GetBalance implements RpcMethod {
  private final LedgerReads ledger;
  private final Genesis genesis;

  @Inject
  public GetBalance(LedgerReads ledger, Genesis genesis) {
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.GETBALANCE;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return ledger
        .balance(params.address("address", genesis.network()))
        .thenApply(balance -> DecimalNode.valueOf(Amounts.time(balance.getBalance())));
  }
}
