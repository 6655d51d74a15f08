package io.timecoin.gateway.ingress.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/** One method of the JSON-RPC interface. */
public interface RpcMethod {
  RpcMethodName name();

  /**
   * Answers one call; never blocks.
   *
   * @return the result; fails with RpcException, ReadException or IntakeUnavailableException
   * @throws RpcException when a parameter is wrong
   */
  CompletableFuture<JsonNode> call(RpcParams params);
}
