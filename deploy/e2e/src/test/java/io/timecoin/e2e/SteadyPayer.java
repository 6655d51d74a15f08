package io.timecoin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands in one signed payment after the other at a steady pace, whatever happens to the services,
 * and remembers which were acknowledged: those must become final.
 */
final class SteadyPayer implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(50);

  private final GatewayClient gateway;
  private final Iterator<Transaction> payments;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Starts at once and pays until closed, or until no payment is left. */
  SteadyPayer(GatewayClient gateway, List<Transaction> payments) {
    this.gateway = gateway;
    this.payments = List.copyOf(payments).iterator();
    var unused =
        clock.scheduleWithFixedDelay(this::payNext, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void payNext() {
    if (!payments.hasNext()) {
      return;
    }
    Transaction payment = payments.next();
    try {
      GatewayClient.Answer answer = gateway.submit(List.of(payment.encode()));
      JsonNode item = answer.body().path("transactions").path(0);
      if (answer.status() == 202 && item.path("status").asText().equals("acknowledged")) {
        acknowledged.add(payment.txid().toString());
      } else {
        refused.incrementAndGet();
      }
    } catch (LauncherFailure e) {
      // No answer, no promise: a gateway that is down.
      refused.incrementAndGet();
    }
  }

  List<String> acknowledged() {
    return new ArrayList<>(acknowledged);
  }

  /** Payments that got no promise. */
  int refused() {
    return refused.get();
  }

  /** Returns when the last request is answered. */
  @Override
  public void close() {
    clock.close();
  }
}
