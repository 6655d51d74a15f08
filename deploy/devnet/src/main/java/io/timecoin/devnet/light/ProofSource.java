package io.timecoin.devnet.light;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.protocol.crypto.Hash256;

/** Who serves proofs; nothing it says is believed. */
interface ProofSource {
  /**
   * Where a transaction stands, as {@code GET /v1/transactions/{id}} tells it.
   *
   * @throws LauncherFailure if it is not known or cannot be asked
   */
  JsonNode transaction(Hash256 txid);

  /** The canonical transaction, hex. */
  String raw(Hash256 txid);

  /** Items of {@code GET /v1/seals} from a height on; maybe none. */
  JsonNode seals(long from);

  /** A node's public API. */
  static ProofSource of(GatewayClient gateway) {
    return new ProofSource() {
      @Override
      public JsonNode transaction(Hash256 txid) {
        return checked(gateway.transaction(txid.toString()), "transaction " + txid);
      }

      @Override
      public String raw(Hash256 txid) {
        try {
          return gateway.call("getrawtransaction", txid.toString()).asText();
        } catch (RpcFailure e) {
          throw new LauncherFailure("the node does not serve " + txid + ": " + e.getMessage(), e);
        }
      }

      @Override
      public JsonNode seals(long from) {
        return checked(gateway.seals(from), "the seals").path("seals");
      }
    };
  }

  private static JsonNode checked(GatewayClient.Answer answer, String what) {
    if (answer.status() != 200) {
      throw new LauncherFailure(
          "the node does not serve %s: %s"
              .formatted(what, answer.body().path("detail").asText("status " + answer.status())));
    }
    return answer.body();
  }
}
