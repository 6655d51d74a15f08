package io.timecoin.devnet.suite;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import io.timecoin.devnet.api.Wallet.Order;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import java.time.InstantSource;

/** Ready means that a payment became final; this is that payment. */
final class ProbePayment {
  /** 1 TIME, back to the payer. */
  private static final long AMOUNT = 100_000_000;

  private ProbePayment() {}

  static FinalPayment pay(GatewayClient gateway, Hash256 genesisHash, KeyPair key) {
    var wallet = new Wallet(gateway, genesisHash, key, InstantSource.system());
    return wallet.send(wallet.sign(Order.pay(wallet.address(), AMOUNT)));
  }
}
