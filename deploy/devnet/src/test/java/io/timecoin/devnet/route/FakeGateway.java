package io.timecoin.devnet.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes transactions as bytes, as a gateway does, and turns away requests at first. */
final class FakeGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Predicate<Hash256> isGood;
  private int refusals;
  final List<Hash256> taken = new ArrayList<>();
  final Set<InetAddress> clients = new HashSet<>();

  /**
   * A gateway.
   *
   * @param refusals answers 503 so often at first
   * @param isGood by wtxid; others are rejected in the answer
   */
  FakeGateway(int refusals, Predicate<Hash256> isGood) throws IOException {
    this.refusals = refusals;
    this.isGood = isGood;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/transactions", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      clients.add(exchange.getRemoteAddress().getAddress());
      if (refusals-- > 0) {
        exchange.getResponseHeaders().add("Retry-After", "1");
        byte[] refusal = "{\"error\":\"BUSY\",\"detail\":\"\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(503, refusal.length);
        exchange.getResponseBody().write(refusal);
        return;
      }
      byte[] answer = JSON.writeValueAsBytes(take(body));
      exchange.sendResponseHeaders(202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private ObjectNode take(byte[] body) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("transactions");
    try {
      for (byte[] transaction :
          CanonicalReader.decode(body, all -> all.sequence(Long.BYTES, CanonicalReader::bytes))) {
        Hash256 wtxid = Sha256.hash(transaction);
        taken.add(wtxid);
        items
            .addObject()
            .put("id", wtxid.toString())
            .put("status", isGood.test(wtxid) ? "acknowledged" : "rejected");
      }
      return answer;
    } catch (DecodeException e) {
      throw new IllegalArgumentException("no canonical sequence", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
