package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Four masternodes of equal weight, joined by P2P alone. */
final class FourMasternodesE2E {
  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("four", 1, Duration.ofSeconds(5)).withMasternodes(4);

  private final Federation federation = new Federation(DEVNET);

  @Test
  @SuppressWarnings("SystemOut")
  void validInvalidAndRivalPaymentsThroughAllGatewaysEndTheSameEverywhere() throws Exception {
    LoadPlan plan =
        Boolean.getBoolean("test.full")
            ? new LoadPlan(100, 60, 2, 2, 0.05, 0.1)
            : new LoadPlan(40, 15, 2, 2, 0.05, 0.2);

    LoadReport report = DEVNET.load(DEVNET.nodes()).run(plan, new Random(5), DEVNET::note);

    System.out.println("four masternodes: " + report);
    // Of each pair exactly one is final, whichever masternode was told first, and the other names
    // it: otherwise it is unexpected.
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.refused()).isZero();
    assertThat(report.conflictPairs()).isGreaterThan(10);
    assertThat(report.rejected()).isNotEmpty();
    assertThat(report.shares()).hasSize(4).allMatch(share -> share.finalCount() > 0);
    federation.assertAgreed();
    PublicStream.of(DEVNET.node(4)).assertSound();
  }

  @Test
  void aPaymentThroughEachGatewayIsFinalOnAll() throws Exception {
    for (Node payer : DEVNET.nodes()) {
      var payment = DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
      payer.payments().settle(payment);
      for (Node other : DEVNET.nodes()) {
        other.payments().awaitFinal(payment);
      }
    }
    federation.assertAgreed();
  }
}
