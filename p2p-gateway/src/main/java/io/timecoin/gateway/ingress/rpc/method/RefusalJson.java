package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.protocol.rules.Refusal;

/** What a refusal says for programs, beside its code. */
final class RefusalJson {
  private RefusalJson() {}

  /** The input at fault and the transaction that holds what it spends, where there are such. */
  static void describe(ObjectNode node, Refusal refusal) {
    refusal.inputIndex().ifPresent(index -> node.put("inputIndex", index));
    refusal
        .otherTxid()
        .ifPresent(
            other -> {
              ObjectNode winner = node.putObject("winner").put("txid", other.toString());
              if (refusal.otherSequence() > 0) {
                winner.put("sequence", refusal.otherSequence());
              }
            });
  }
}
