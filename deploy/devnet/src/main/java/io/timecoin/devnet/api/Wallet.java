package io.timecoin.devnet.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One key's coins on a devnet: builds, signs and sends payments with the client library. */
public final class Wallet {
  private static final Duration FINALITY_LIMIT = Duration.ofSeconds(30);

  private final GatewayClient gateway;
  private final Hash256 genesisHash;
  private final KeyPair key;
  private final InstantSource clock;

  /**
   * A payment to one address.
   *
   * @param satoshi at least 546
   * @param fee satoshi to pay at least; empty for the minimum
   */
  public record Order(Address to, long satoshi, Optional<String> memo, Optional<Long> fee) {
    public static Order pay(Address to, long satoshi) {
      return new Order(to, satoshi, Optional.empty(), Optional.empty());
    }
  }

  /**
   * A payment that became final.
   *
   * @param millis from sending it to knowing it final
   */
  public record FinalPayment(String txid, long sequence, long millis) {}

  public Wallet(GatewayClient gateway, Hash256 genesisHash, KeyPair key, InstantSource clock) {
    this.gateway = gateway;
    this.genesisHash = genesisHash;
    this.key = key;
    this.clock = clock;
  }

  public Address address() {
    return Address.of(Network.DEVNET, key.publicKey());
  }

  /** Builds and signs a payment from what the node says is unspent. */
  public Transaction sign(Order order) {
    var builder =
        new PaymentBuilder(Network.DEVNET, address())
            .from(unspent())
            .pay(order.to(), order.satoshi());
    order.memo().ifPresent(builder::memo);
    order.fee().ifPresent(builder::fee);
    try {
      return builder.build(clock.instant().getEpochSecond()).sign(genesisHash, List.of(key));
    } catch (PaymentException e) {
      throw new LauncherFailure("the payment cannot be made: " + e.getMessage(), e);
    }
  }

  /**
   * Sends a signed payment and waits until it is final.
   *
   * @throws LauncherFailure when it is refused, or not final within 30 s
   */
  public FinalPayment send(Transaction payment) {
    long begin = System.nanoTime();
    try {
      gateway.call("sendrawtransaction", HexFormat.of().formatHex(payment.encode()));
      String txid = payment.txid().toString();
      JsonNode finality = gateway.call("waittransactionfinality", txid, FINALITY_LIMIT.toSeconds());
      if (!finality.path("final").asBoolean()) {
        throw new LauncherFailure(
            "payment %s is not final within %d s: %s"
                .formatted(txid, FINALITY_LIMIT.toSeconds(), finality));
      }
      return new FinalPayment(
          txid, finality.path("sequence").asLong(), (System.nanoTime() - begin) / 1_000_000);
    } catch (RpcFailure e) {
      throw new LauncherFailure("the node refuses the payment: " + e.getMessage(), e);
    }
  }

  private List<UnspentOutput> unspent() {
    var unspent = new ArrayList<UnspentOutput>();
    Address own = address();
    for (JsonNode coin : gateway.call("listunspent", 0, 9_999_999, List.of(own.toString()))) {
      var outpoint =
          new OutPoint(Hash256.fromHex(coin.path("txid").asText()), coin.path("vout").asInt());
      unspent.add(
          new UnspentOutput(outpoint, Output.payTo(own, coin.path("satoshi").asLong()), 0, false));
    }
    return unspent;
  }
}
