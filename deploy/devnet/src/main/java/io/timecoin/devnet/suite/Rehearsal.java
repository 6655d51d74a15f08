package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.Order;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the services do while their caches are made: payments by RPC and by REST that end in every
 * usual way. A class that none of this needs comes out of a jar later, and the first request that
 * does need it keeps an event loop waiting for it.
 */
record Rehearsal(GatewayClient gateway, Hash256 genesisHash, KeyPair key) {
  /** 1 TIME. */
  private static final long AMOUNT = 100_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Runs until each payment has ended.
   *
   * @throws LauncherFailure when one is not taken, or has no end within 30 s
   */
  void run() {
    ProbePayment.pay(gateway, genesisHash, key);
    JsonNode answers = handIn(payments());
    var open = new ArrayList<String>();
    for (JsonNode answer : answers) {
      if (answer.path("status").asText().equals("acknowledged")) {
        open.add(answer.path("id").asText());
      }
    }
    awaitEnds(open);
    open.forEach(gateway::transaction);
  }

  /** Two that spend the same coin, one whose signature is another chain's, and half of one. */
  private List<byte[]> payments() {
    var clock = InstantSource.system();
    var wallet = new Wallet(gateway, genesisHash, key, clock);
    byte[] first = wallet.sign(Order.pay(wallet.address(), AMOUNT)).encode();
    byte[] rival = wallet.sign(Order.pay(wallet.address(), 2 * AMOUNT)).encode();
    Hash256 elsewhere = Sha256.hash(genesisHash.toByteArray());
    var stranger = new Wallet(gateway, elsewhere, key, clock);
    byte[] forged = stranger.sign(Order.pay(wallet.address(), 3 * AMOUNT)).encode();
    return List.of(first, rival, forged, Arrays.copyOf(first, first.length / 2));
  }

  private JsonNode handIn(List<byte[]> payments) {
    GatewayClient.Answer answer = gateway.submit(payments);
    if (answer.status() != 202) {
      throw new LauncherFailure(
          "the gateway answered %d to a rehearsal: %s".formatted(answer.status(), answer.body()));
    }
    return answer.body().path("transactions");
  }

  private void awaitEnds(List<String> ids) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isAnyPending(gateway.statuses(ids))) {
      if (System.nanoTime() > end) {
        throw new LauncherFailure(
            "a rehearsed payment has no end within %d s: %s"
                .formatted(PATIENCE.toSeconds(), gateway.statuses(ids)));
      }
      Waiting.pause(PAUSE);
    }
  }

  private static boolean isAnyPending(JsonNode statuses) {
    for (JsonNode status : statuses) {
      switch (status.path("state").asText()) {
        case "final", "confirmed", "rejected", "aborted" -> {}
        default -> {
          return true;
        }
      }
    }
    return false;
  }
}
