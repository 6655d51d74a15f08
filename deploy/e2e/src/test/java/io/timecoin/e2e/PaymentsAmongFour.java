package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Payments of every kind through four masternodes end the same on all. */
abstract class PaymentsAmongFour {
  private final RunningDevnet devnet;
  private final Federation federation;

  PaymentsAmongFour(RunningDevnet devnet) {
    this.devnet = devnet;
    this.federation = new Federation(devnet);
  }

  @Test
  @SuppressWarnings("SystemOut")
  void validInvalidAndRivalPaymentsThroughAllGatewaysEndTheSameEverywhere() throws Exception {
    int seconds = Boolean.getBoolean("test.full") ? 45 : 15;
    var plan = new LoadPlan(40, seconds, 2, 2, 0.05, 0.2);

    LoadReport report = devnet.load(devnet.nodes()).run(plan, new Random(5), devnet::note);

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
    PublicStream.of(devnet.node(4)).assertSound();
  }

  @Test
  void aPaymentThroughEachGatewayIsFinalOnAll() throws Exception {
    for (Node payer : devnet.nodes()) {
      var payment = devnet.purse().pay(devnet.purse().coin(), Purse.stranger(), 100_000_000L);
      payer.payments().settle(payment);
      for (Node other : devnet.nodes()) {
        other.payments().awaitFinal(payment);
      }
    }
    federation.assertAgreed();
  }
}
