package io.timecoin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.client.PaymentBuilder;
import io.timecoin.protocol.client.PaymentException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The load key's coins of 10,000 TIME, handed out once each, and payments made of them. */
final class Purse {
  private final GatewayClient gateway;
  private final Hash256 genesisHash;
  private final KeyPair key;
  private final Deque<UnspentOutput> coins = new ArrayDeque<>();

  Purse(GatewayClient gateway, Hash256 genesisHash, KeyPair key) {
    this.gateway = gateway;
    this.genesisHash = genesisHash;
    this.key = key;
  }

  Address owner() {
    return Address.of(Network.DEVNET, key.publicKey());
  }

  /** An address that nobody has used. */
  static Address stranger() {
    return Address.of(Network.DEVNET, KeyPair.generate(new SecureRandom()).publicKey());
  }

  /** A coin that no other test spends. */
  synchronized UnspentOutput coin() {
    if (coins.isEmpty()) {
      fill();
    }
    return coins.removeLast();
  }

  /** Lowest outpoint first: the launcher's probe payment has spent from there. */
  private void fill() {
    var found = new ArrayList<UnspentOutput>();
    for (JsonNode coin : gateway.call("listunspent", 0, 9_999_999, List.of(owner().toString()))) {
      if (coin.path("satoshi").asLong() == 10_000 * 100_000_000L) {
        var outpoint =
            new OutPoint(Hash256.fromHex(coin.path("txid").asText()), coin.path("vout").asInt());
        found.add(mine(outpoint, coin.path("satoshi").asLong()));
      }
    }
    found.sort(Comparator.comparing(UnspentOutput::outpoint));
    coins.addAll(found);
  }

  /** Output {@code index} of a payment that pays this key. */
  UnspentOutput output(Transaction payment, int index) {
    return mine(payment.outpoint(index), payment.outputs().get(index).value());
  }

  private UnspentOutput mine(OutPoint outpoint, long value) {
    return new UnspentOutput(outpoint, Output.payTo(owner(), value), 0, false);
  }

  /** A payment of one coin with the minimum fee; the change comes back. */
  Transaction pay(UnspentOutput coin, Address to, long satoshi) {
    return signed(builder(coin).pay(to, satoshi));
  }

  Transaction payWithMemo(UnspentOutput coin, Address to, long satoshi, String memo) {
    return signed(builder(coin).pay(to, satoshi).memo(memo));
  }

  /** Splits a coin into equal ones for this key. */
  Transaction split(UnspentOutput coin, int count, long satoshi) {
    PaymentBuilder builder = builder(coin);
    IntStream.range(0, count).forEach(_ -> builder.pay(owner(), satoshi));
    return signed(builder);
  }

  private PaymentBuilder builder(UnspentOutput coin) {
    return new PaymentBuilder(Network.DEVNET, owner()).from(List.of(coin));
  }

  private Transaction signed(PaymentBuilder builder) {
    try {
      return builder.build(Instant.now().getEpochSecond()).sign(genesisHash, List.of(key));
    } catch (PaymentException e) {
      throw new AssertionError(e);
    }
  }
}
