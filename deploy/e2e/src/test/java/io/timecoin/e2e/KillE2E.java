package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kill -9 of each service once while payments go on. In short, {@link KillCampaignE2E} does it
 * where there are standbys, and {@link AllKilledE2E} to all at once where there are none.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class KillE2E {
  private static final int COINS = 900;
  private static final long COIN = 10_000_000L;
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("kill", 1, Duration.ofSeconds(5));

  private final Payments payments = new Payments(DEVNET.gateway());

  @Test
  void nothingAcknowledgedIsLostWhicheverServiceIsKilled() {
    var payer = new SteadyPayer(DEVNET.gateway(), prepared());
    try (payer) {
      for (ServiceKind kind : ServiceKind.values()) {
        killAndRecover(DEVNET.service(kind), payer);
      }
    }
    List<String> promised = payer.acknowledged();
    DEVNET.note(promised.size() + " acknowledged, " + payer.refused() + " without a promise");

    awaitFinal(promised);
    ChainStream stream = ChainStream.read(DEVNET);
    Set<Hash256> settled = stream.txids();

    // Verifies every certificate and rule in order: a fork or a hole would break it.
    long height = stream.verified().state().tip().lastBlock().height();
    assertThat(height).isPositive();
    assertThat(promised).hasSizeGreaterThan(50);
    assertThat(promised).allMatch(txid -> settled.contains(Hash256.fromHex(txid)));
  }

  /** Signed before the first kill, so that paying needs nothing but the gateway. */
  private List<Transaction> prepared() {
    var prepared = new ArrayList<Transaction>();
    while (prepared.size() < COINS) {
      Transaction split = DEVNET.purse().split(DEVNET.purse().coin(), 300, COIN);
      payments.settle(split);
      for (int i = 0; i < 300; i++) {
        prepared.add(
            DEVNET.purse().pay(DEVNET.purse().output(split, i), DEVNET.purse().owner(), COIN / 2));
      }
    }
    return prepared;
  }

  /** The next service dies only when payments that were taken in after this death are final. */
  private void killAndRecover(ServiceProcess service, SteadyPayer payer) {
    service.kill();
    assertThat(service.isAlive()).isFalse();
    DEVNET.restart(service);
    DEVNET.note("killed and restarted " + service.name());
    int before = payer.acknowledged().size();
    Poll.untilTrue(
        "payments taken in after the kill of " + service.name(),
        SETTLE_LIMIT,
        () -> payer.acknowledged().size() > before + 10);
    awaitFinal(payer.acknowledged());
  }

  private static void awaitFinal(List<String> txids) {
    var open = new ArrayList<>(txids);
    Poll.untilTrue(
        "all acknowledged payments final",
        SETTLE_LIMIT,
        () -> {
          for (int from = 0; from < txids.size(); from += 1_000) {
            List<String> page = txids.subList(from, Math.min(txids.size(), from + 1_000));
            for (JsonNode status : DEVNET.gateway().statuses(page)) {
              if (Payments.FINAL.contains(status.path("state").asText())) {
                open.remove(status.path("id").asText());
              } else {
                assertThat(status.path("state").asText())
                    .as("%s", status)
                    .isNotIn("rejected", "aborted", "evicted", "expired");
              }
            }
          }
          return open.isEmpty();
        });
  }
}
