package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import io.timecoin.devnet.api.Wallet.Order;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Ready means that a payment became final; this is that payment. */
final class ProbePayment {
  /** 1 TIME, back to the payer. */
  private static final long AMOUNT = 100_000_000;

  /** Services that have just started answer late, and the gateway says so (503) and goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private ProbePayment() {}

  static FinalPayment pay(GatewayClient gateway, Hash256 genesisHash, KeyPair key) {
    var wallet = new Wallet(gateway, genesisHash, key, InstantSource.system());
    long end = System.nanoTime() + PATIENCE.toNanos();
    Transaction payment = patiently(end, () -> wallet.sign(Order.pay(wallet.address(), AMOUNT)));
    return patiently(end, () -> wallet.send(payment));
  }

  /** Asks again while the node says that it can be asked again; the payment stays the same one. */
  private static <T> T patiently(long end, Supplier<T> request) {
    while (true) {
      try {
        return request.get();
      } catch (RpcFailure | LauncherFailure e) {
        if (!isUnavailable(e) || System.nanoTime() > end) {
          throw e;
        }
        Waiting.pause(PAUSE);
      }
    }
  }

  private static boolean isUnavailable(RuntimeException failure) {
    return (failure instanceof RpcFailure answer && answer.isUnavailable())
        || (failure.getCause() instanceof RpcFailure cause && cause.isUnavailable());
  }
}
