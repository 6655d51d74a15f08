package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.view.DecodedTransactions;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import java.util.HexFormat;

/** A found transaction as JSON, with where it stands. */
final class TransactionJson {
  private TransactionJson() {}

  static ObjectNode of(TransactionSource.Found found, Network network, ChainHead head) {
    ObjectNode node = DecodedTransactions.of(found.transaction(), network);
    node.put("hex", HexFormat.of().formatHex(found.transaction().encode()));
    node.put("final", found.written().isPresent());
    long confirmations = 0;
    if (found.written().isPresent()) {
      FinalTransaction written = found.written().get();
      node.put("sequence", written.getRecord().getSequence());
      node.put("coinbase", written.getCoinbase());
      Json.amount(node, "fee", "fee_satoshi", written.getFee());
      if (written.hasHeight()) {
        confirmations = Math.max(1, head.getHeight() - written.getHeight() + 1);
        node.put("blockhash", Json.hex(written.getBlockHash()));
        node.put("blockheight", written.getHeight());
      }
    }
    node.put("confirmations", confirmations);
    return node;
  }
}
