package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.DecodedTransactions;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code decoderawtransaction}. */
@Singleton
public final class DecodeRawTransaction implements RpcMethod {
  private final Genesis genesis;

  @Inject
  public DecodeRawTransaction(Genesis genesis) {
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.DECODERAWTRANSACTION;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    try {
      Transaction transaction = Transaction.decode(Transactions.raw(params));
      return CompletableFuture.completedFuture(
          DecodedTransactions.of(transaction, genesis.network()));
    } catch (DecodeException e) {
      throw new RpcException(RpcError.DESERIALIZATION_ERROR, "TX decode failed: " + e.getMessage());
    }
  }
}
