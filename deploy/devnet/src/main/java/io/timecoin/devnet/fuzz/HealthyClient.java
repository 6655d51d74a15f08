package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Pays once a second as any honest client does, and minds how long it takes. */
final class HealthyClient {
  private static final long SATOSHI = 100_000;
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Wallet wallet;
  private final Findings findings;
  private long payments;
  private long slowestMillis;

  HealthyClient(Wallet wallet, Findings findings) {
    this.wallet = wallet;
    this.findings = findings;
  }

  void run(BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      long begin = System.nanoTime();
      try {
        pay();
      } catch (LauncherFailure | RpcFailure e) {
        findings.add("payment %d: %s".formatted(payments, e.getMessage()));
      }
      Duration spent = Duration.ofNanos(System.nanoTime() - begin);
      if (spent.compareTo(PACE) < 0) {
        Waiting.pause(PACE.minus(spent));
      }
    }
  }

  private void pay() {
    long begin = System.nanoTime();
    var unused = wallet.send(wallet.sign(Wallet.Order.pay(wallet.address(), SATOSHI)));
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    payments++;
    slowestMillis = Math.max(slowestMillis, millis);
    if (millis > FuzzPlan.FINALITY_BOUND.toMillis()) {
      findings.add("payment %d was final after %d ms".formatted(payments, millis));
    }
  }

  long payments() {
    return payments;
  }

  long slowestMillis() {
    return slowestMillis;
  }
}
