package io.timecoin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands payments in and waits for their ends, as a client of the public API does. */
record Payments(GatewayClient gateway) {
  static final Duration LIMIT = Duration.ofSeconds(30);

  static final Set<String> FINAL = Set.of("final", "confirmed");

  static String hex(Transaction transaction) {
    return HexFormat.of().formatHex(transaction.encode());
  }

  /** {@code POST /v1/transactions} with one; its item of the answer. */
  JsonNode submit(Transaction transaction) {
    GatewayClient.Answer answer = gateway.submit(List.of(transaction.encode()));
    if (answer.status() != 202) {
      throw new AssertionError("submitting was answered " + answer);
    }
    return answer.body().path("transactions").path(0);
  }

  /** Waits until a transaction or copy is in one of these states and gives its whole answer. */
  JsonNode awaitState(String id, Set<String> states) {
    return Poll.until(
        id + " " + states,
        LIMIT,
        () -> {
          GatewayClient.Answer answer = gateway.transaction(id);
          return answer.status() == 200 && states.contains(answer.body().path("state").asText())
              ? Optional.of(answer.body())
              : Optional.empty();
        });
  }

  JsonNode awaitFinal(Transaction transaction) {
    return awaitState(transaction.txid().toString(), FINAL);
  }

  /** Submits and waits until it is final. */
  JsonNode settle(Transaction transaction) {
    JsonNode unused = submit(transaction);
    return awaitFinal(transaction);
  }

  /** Sequence of the last final microblock. */
  long sequence() {
    return gateway.call("getblockchaininfo").path("sequence").asLong();
  }

  long height() {
    return gateway.call("getblockcount").asLong();
  }

  void awaitHeight(long height, Duration limit) {
    Poll.untilTrue("height " + height, limit, () -> height() >= height);
  }
}
