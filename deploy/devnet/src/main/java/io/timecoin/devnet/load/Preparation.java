package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the load wallet's large coins into as many small ones as a run needs, by payments of up to
 * 500 outputs that must become final first.
 */
final class Preparation {
  /** Satoshi of each small coin: 0.1 TIME. */
  static final long COIN_VALUE = 10_000_000;

  private static final int OUTPUTS = 500;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final GatewayClient gateway;
  private final List<GatewayClient> all;
  private final Signer signer;
  private final KeyPair wallet;

  /**
   * A preparation through the first of these gateways, ended when all know of it.
   *
   * @param gateways at least one
   */
  Preparation(List<GatewayClient> gateways, Signer signer, KeyPair wallet) {
    this.gateway = gateways.getFirst();
    this.all = gateways;
    this.signer = signer;
    this.wallet = wallet;
  }

  /** What a run spends, and one coin that is spent already. */
  record Coins(List<Coin> unspent, Coin spent) {}

  Coins split(int wanted, KeyPair owner, Progress progress) {
    List<Coin> large = new ArrayList<>(largeCoins());
    Map<String, Transaction> pending = new HashMap<>();
    var coins = new ArrayList<Coin>(wanted);
    Coin spent = null;
    while (coins.size() < wanted) {
      if (large.isEmpty()) {
        awaitFinal(pending);
        large.addAll(largeCoins());
        if (large.isEmpty()) {
          throw new LauncherFailure(
              "the load wallet has no coin left of %d satoshi; `up --fresh` makes a new devnet"
                  .formatted(neededFor(OUTPUTS)));
        }
      }
      Coin source = large.removeFirst();
      int outputs = Math.min(OUTPUTS, wanted - coins.size());
      Transaction split = split(source, outputs, owner);
      send(split);
      pending.put(split.wtxid().toString(), split);
      for (int i = 0; i < outputs; i++) {
        coins.add(new Coin(split.outpoint(i), COIN_VALUE, owner));
      }
      spent = source;
    }
    awaitFinal(pending);
    awaitEverywhere();
    progress.say("Prepared %,d coins".formatted(coins.size()));
    return new Coins(List.copyOf(coins), spent);
  }

  /** One coin of at least 1 TIME that stays unspent: what defective payments pretend to spend. */
  Coin bait() {
    return largeCoins().getLast();
  }

  private List<Coin> largeCoins() {
    var coins = new ArrayList<Coin>();
    String address = Address.of(Network.DEVNET, wallet.publicKey()).toString();
    for (JsonNode coin : gateway.call("listunspent", 0, 9_999_999, List.of(address))) {
      long value = coin.path("satoshi").asLong();
      if (value >= neededFor(OUTPUTS)) {
        coins.add(
            new Coin(
                new OutPoint(
                    Hash256.fromHex(coin.path("txid").asText()), coin.path("vout").asInt()),
                value,
                wallet));
      }
    }
    coins.sort(Comparator.comparingLong(Coin::value).reversed());
    return coins;
  }

  private static long neededFor(int outputs) {
    return 2L * outputs * COIN_VALUE;
  }

  private Transaction split(Coin source, int count, KeyPair owner) {
    var outputs =
        new ArrayList<>(
            Collections.nCopies(
                count, Output.payTo(Address.of(Network.DEVNET, owner.publicKey()), COIN_VALUE)));
    long fee = 1_000 + source.value() / 1_000;
    outputs.add(
        Output.payTo(
            Address.of(Network.DEVNET, wallet.publicKey()),
            source.value() - fee - count * COIN_VALUE));
    return signer.pay(List.of(source), outputs, 0, Instant.now().getEpochSecond());
  }

  private void send(Transaction transaction) {
    GatewayClient.Answer answer = gateway.submit(List.of(transaction.encode()));
    String status = answer.body().path("transactions").path(0).path("status").asText();
    if (answer.status() != 202 || !status.equals("acknowledged")) {
      throw new LauncherFailure(
          "a preparing payment was not taken: " + answer.status() + " " + answer.body());
    }
  }

  /** A masternode that is behind would take a coin for one that nobody has made. */
  private void awaitEverywhere() {
    long sequence = sequence(gateway);
    Instant deadline = Instant.now().plus(LIMIT);
    for (GatewayClient other : all) {
      while (sequence(other) < sequence) {
        if (Instant.now().isAfter(deadline)) {
          throw new LauncherFailure(
              "%s has not sequence %d after %d s"
                  .formatted(other.base(), sequence, LIMIT.toSeconds()));
        }
        Waiting.pause(LOOK_AGAIN);
      }
    }
  }

  private static long sequence(GatewayClient gateway) {
    return gateway.call("getblockchaininfo").path("sequence").asLong();
  }

  private void awaitFinal(Map<String, Transaction> pending) {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!pending.isEmpty()) {
      for (JsonNode status : gateway.statuses(List.copyOf(pending.keySet()))) {
        String state = status.path("state").asText();
        switch (state) {
          case "final", "confirmed" -> pending.remove(status.path("id").asText());
          case "rejected", "aborted", "evicted", "expired" ->
              throw new LauncherFailure("a preparing payment ended " + status);
          default -> {}
        }
      }
      if (Instant.now().isAfter(deadline)) {
        throw new LauncherFailure(
            "%d preparing payments are not final after %d s"
                .formatted(pending.size(), LIMIT.toSeconds()));
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }
}
