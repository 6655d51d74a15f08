package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A refusal stands in tx.status alone once the mempool that refused is gone: a gateway that was
 * away for longer than half a minute must still know it (found by the kill campaign, seed 10).
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class RefusalMemoryE2E {
  private static final long AWAY_SECONDS = 45;
  private static final long AMOUNT = 100_000_000L;

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("refusal", 1, Duration.ofSeconds(20));

  private final Payments payments = new Payments(DEVNET.gateway());

  @Test
  void aRefusalIsKnownAfterGatewayAndMempoolWereAway() throws InterruptedException {
    var coin = DEVNET.purse().coin();
    Transaction paid = DEVNET.purse().pay(coin, Purse.stranger(), AMOUNT);
    Transaction again = DEVNET.purse().pay(coin, Purse.stranger(), 2 * AMOUNT);
    JsonNode settled = payments.settle(paid);
    JsonNode submitted = payments.submit(again);
    refused(again);

    List<ServiceProcess> away =
        List.of(DEVNET.service(ServiceKind.GATEWAY), DEVNET.service(ServiceKind.MEMPOOL));
    away.forEach(ServiceProcess::kill);
    TimeUnit.SECONDS.sleep(AWAY_SECONDS);
    away.forEach(DEVNET::restart);

    assertThat(refused(again)).as("%s, then %s", settled, submitted).isEqualTo("INPUT_SPENT");
  }

  private String refused(Transaction transaction) {
    return payments
        .awaitState(transaction.txid().toString(), Set.of("rejected"))
        .path("code")
        .asText();
  }
}
