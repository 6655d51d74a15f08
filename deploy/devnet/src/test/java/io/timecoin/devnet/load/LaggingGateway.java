package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Answers as a gateway whose ledger lags: every payment is final at once, in a microblock of its
 * own, and the ledger applies one more whenever it is asked where it stands.
 */
final class LaggingGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Coin> atGenesis;
  private final Set<OutPoint> unspent = new HashSet<>();
  final List<Transaction> taken = new ArrayList<>();

  /** Microblocks that the ledger has applied. */
  private int applied;

  /** Requests with transactions that are turned away before one is taken. */
  int refusals;

  /** Calls that are told that the ledger does not answer, before one is answered. */
  int unavailable;

  LaggingGateway(List<Coin> atGenesis) throws IOException {
    this.atGenesis = List.copyOf(atGenesis);
    atGenesis.forEach(coin -> unspent.add(coin.outpoint()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  GatewayClient client() {
    return new GatewayClient(server.getAddress().getPort());
  }

  boolean isUnspent(OutPoint outpoint) {
    return unspent.contains(outpoint);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      ObjectNode answer = JSON.createObjectNode();
      int status = 200;
      switch (exchange.getRequestURI().getPath()) {
        case "/v1/transactions" -> status = submitted(request, answer);
        case "/v1/transactions/status" -> {
          ArrayNode states = answer.putArray("transactions");
          for (JsonNode id : request.path("ids")) {
            states
                .addObject()
                .put("id", id.asText())
                .put("state", "final")
                .put("sequence", taken.size());
          }
        }
        default -> called(request.path("method").asText(), answer);
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void called(String method, ObjectNode answer) {
    if (unavailable > 0) {
      unavailable--;
      answer.putObject("error").put("code", -28).put("message", "the ledger does not answer now");
      return;
    }
    switch (method) {
      case "listunspent" -> list(answer.putArray("result"));
      case "getblockchaininfo" -> {
        applied = Math.min(applied + 1, taken.size());
        answer.putObject("result").put("sequence", applied);
      }
      default -> throw new IllegalArgumentException(method);
    }
  }

  private int submitted(JsonNode request, ObjectNode answer) {
    if (refusals > 0) {
      refusals--;
      answer.put("error", "OUTCOME_UNKNOWN");
      return 503;
    }
    take(request, answer.putArray("transactions"));
    return 202;
  }

  private void take(JsonNode request, ArrayNode items) {
    for (JsonNode raw : request.path("transactions")) {
      Transaction transaction = decoded(HexFormat.of().parseHex(raw.asText()));
      boolean isSound =
          transaction.inputs().stream().allMatch(input -> unspent.remove(input.outpoint()));
      for (int i = 0; i < transaction.outputs().size(); i++) {
        unspent.add(transaction.outpoint(i));
      }
      taken.add(transaction);
      items.addObject().put("status", isSound ? "acknowledged" : "refused");
    }
  }

  private static Transaction decoded(byte[] bytes) {
    try {
      return Transaction.decode(bytes);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The ledger's coins of the load wallet, without those that the mempool knows to be spent. */
  private void list(ArrayNode coins) {
    for (Coin coin : atGenesis) {
      list(coins, coin.outpoint(), coin.value());
    }
    for (Transaction payment : taken.subList(0, applied)) {
      int change = payment.outputs().size() - 1;
      list(coins, payment.outpoint(change), payment.outputs().get(change).value());
    }
  }

  private void list(ArrayNode coins, OutPoint outpoint, long satoshi) {
    if (unspent.contains(outpoint)) {
      coins
          .addObject()
          .put("txid", outpoint.txid().toString())
          .put("vout", outpoint.index())
          .put("satoshi", satoshi);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
