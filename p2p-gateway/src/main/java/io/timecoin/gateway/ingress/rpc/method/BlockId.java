package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcParams;

/** A block as callers name it: its hash in hex, or its height. */
final class BlockId {
  private static final String NAME = "block";

  private BlockId() {}

  /** As the ledger takes it. */
  static String of(RpcParams params) {
    boolean isHeight = params.find(NAME).filter(JsonNode::isIntegralNumber).isPresent();
    return isHeight
        ? Long.toString(params.integer(NAME, 0, Long.MAX_VALUE))
        : params.hash(NAME).toString();
  }
}
