package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Splits the load wallet's large coins into as many small ones as a run needs, by payments of up to
 * 500 outputs that must become final first; what is left of a large coin is split again.
 */
public final class Preparation {
  /** Satoshi of each small coin: 0.1 TIME. */
  public static final long COIN_VALUE = 10_000_000;

  private static final int OUTPUTS = 500;

  /** Satoshi of a coin that is worth splitting: twice what its small ones take. */
  private static final long LARGE = 2 * OUTPUTS * COIN_VALUE;

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Too much for this client, or for the node, at the moment. */
  private static final Set<Integer> AGAIN = Set.of(429, 503);

  private final GatewayClient gateway;
  private final List<GatewayClient> all;
  private final Signer signer;
  private final KeyPair wallet;

  /**
   * A preparation through the first of these gateways, ended when all know of it.
   *
   * @param gateways at least one
   */
  public Preparation(List<GatewayClient> gateways, Signer signer, KeyPair wallet) {
    this.gateway = gateways.getFirst();
    this.all = gateways;
    this.signer = signer;
    this.wallet = wallet;
  }

  /**
   * What a run spends.
   *
   * @param spent was spent by a final payment
   * @param bait at least 1 TIME that stays unspent: what defective payments pretend to spend
   */
  public record Coins(List<Coin> unspent, Coin spent, Coin bait) {}

  /** A payment that splits a large coin, and what it leaves of that coin. */
  private record Split(Transaction payment, Coin source, Coin change) {}

  /**
   * As many coins of {@link #COIN_VALUE} as wanted, all final.
   *
   * @param wanted 1 or more
   * @throws LauncherFailure when the wallet has too little, or the node takes too long
   */
  Coins split(int wanted, KeyPair owner, Progress progress) {
    return split(wanted, _ -> owner, progress);
  }

  /**
   * The same for several owners.
   *
   * @param owners whose each coin is, by its number from 0 on
   */
  public Coins split(int wanted, IntFunction<KeyPair> owners, Progress progress) {
    Deque<Coin> large = new ArrayDeque<>(largeCoins());
    List<Split> pending = new ArrayList<>();
    var coins = new ArrayList<Coin>(wanted);
    Split last = null;
    while (coins.size() < wanted) {
      if (large.isEmpty()) {
        var unused = awaitFinal(pending);
        // The node's list may still be without these: final is known before the ledger has it.
        pending.stream().map(Split::change).filter(Preparation::isLarge).forEach(large::add);
        pending.clear();
      }
      if (large.isEmpty()) {
        throw new LauncherFailure(
            "the load wallet has no coin left of %d satoshi; `up --fresh` makes a new devnet"
                .formatted(LARGE));
      }
      int outputs = Math.min(OUTPUTS, wanted - coins.size());
      List<KeyPair> next =
          IntStream.range(coins.size(), coins.size() + outputs).mapToObj(owners).toList();
      last = split(large.removeFirst(), next);
      send(last.payment());
      pending.add(last);
      for (int i = 0; i < outputs; i++) {
        coins.add(new Coin(last.payment().outpoint(i), COIN_VALUE, next.get(i)));
      }
    }
    awaitEverywhere(awaitFinal(pending));
    progress.say("Prepared %,d coins".formatted(coins.size()));
    return new Coins(List.copyOf(coins), last.source(), last.change());
  }

  private List<Coin> largeCoins() {
    var coins = new ArrayList<Coin>();
    String address = Address.of(Network.DEVNET, wallet.publicKey()).toString();
    for (JsonNode coin : call(gateway, "listunspent", 0, 9_999_999, List.of(address))) {
      long value = coin.path("satoshi").asLong();
      var outpoint =
          new OutPoint(Hash256.fromHex(coin.path("txid").asText()), coin.path("vout").asInt());
      coins.add(new Coin(outpoint, value, wallet));
    }
    coins.removeIf(coin -> !isLarge(coin));
    coins.sort(Comparator.comparingLong(Coin::value).reversed());
    return coins;
  }

  private static boolean isLarge(Coin coin) {
    return coin.value() >= LARGE;
  }

  private Split split(Coin source, List<KeyPair> owners) {
    int count = owners.size();
    var outputs = new ArrayList<Output>(count + 1);
    for (KeyPair owner : owners) {
      outputs.add(Output.payTo(Address.of(Network.DEVNET, owner.publicKey()), COIN_VALUE));
    }
    long fee = Fee.of(source.value());
    long left = source.value() - fee - count * COIN_VALUE;
    outputs.add(Output.payTo(Address.of(Network.DEVNET, wallet.publicKey()), left));
    Transaction payment = signer.pay(List.of(source), outputs, 0, Instant.now().getEpochSecond());
    return new Split(payment, source, new Coin(payment.outpoint(count), left, wallet));
  }

  /** The same request again while the gateway says that it may be sent again. */
  private void send(Transaction transaction) {
    Instant deadline = Instant.now().plus(LIMIT);
    GatewayClient.Answer answer = gateway.submit(List.of(transaction.encode()));
    while (AGAIN.contains(answer.status()) && Instant.now().isBefore(deadline)) {
      Waiting.pause(RETRY);
      answer = gateway.submit(List.of(transaction.encode()));
    }
    String status = answer.body().path("transactions").path(0).path("status").asText();
    if (answer.status() != 202 || !status.equals("acknowledged")) {
      throw new LauncherFailure(
          "a preparing payment was not taken: " + answer.status() + " " + answer.body());
    }
  }

  /**
   * A masternode that is behind would take a coin for one that nobody has made, and the next
   * preparation asks a ledger what it can split: one that is behind has nothing but coins that are
   * spent, or are not there yet.
   */
  private void awaitEverywhere(long sequence) {
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

  private static long sequence(GatewayClient node) {
    return call(node, "getblockchaininfo").path("sequence").asLong();
  }

  /** The same call again while the node says that it may be made again. */
  private static JsonNode call(GatewayClient node, String method, Object... parameters) {
    Instant deadline = Instant.now().plus(LIMIT);
    while (true) {
      try {
        return node.call(method, parameters);
      } catch (RpcFailure e) {
        if (!e.isUnavailable() || Instant.now().isAfter(deadline)) {
          throw e;
        }
      }
      Waiting.pause(RETRY);
    }
  }

  /** The last sequence that has one of them. */
  private long awaitFinal(List<Split> splits) {
    long sequence = 0;
    Set<String> pending =
        splits.stream()
            .map(split -> split.payment().wtxid().toString())
            .collect(Collectors.toCollection(HashSet::new));
    Instant deadline = Instant.now().plus(LIMIT);
    while (!pending.isEmpty()) {
      for (JsonNode status : gateway.statuses(pending)) {
        String state = status.path("state").asText();
        switch (state) {
          case "final", "confirmed" -> {
            pending.remove(status.path("id").asText());
            sequence = Math.max(sequence, status.path("sequence").asLong());
          }
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
    return sequence;
  }
}
