package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.ingress.view.TransactionView;
import io.timecoin.protocol.crypto.Hash256;

/** Where a transaction stands, as the finality methods answer it. */
final class FinalityJson {
  private FinalityJson() {}

  static ObjectNode of(TransactionView view) {
    ObjectNode node = Json.object();
    node.put("final", view.isFinal());
    node.setAll((ObjectNode) Json.MAPPER.valueToTree(view));
    return node;
  }

  static ObjectNode unknown(Hash256 id) {
    return of(TransactionView.unknown(id.toString()));
  }
}
