package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Payments of every kind through four masternodes end the same on all. */
abstract class PaymentsAmongFour {
  private static final boolean FULL = Boolean.getBoolean("test.full");

  private final RunningDevnet devnet;
  private final Federation federation;

  PaymentsAmongFour(RunningDevnet devnet) {
    this.devnet = devnet;
    this.federation = new Federation(devnet);
  }

  @Test
  @SuppressWarnings("SystemOut")
  void validInvalidAndRivalPaymentsThroughAllGatewaysEndTheSameEverywhere() throws Exception {
    if (FULL) {
      // What matters is a network that runs, not JVMs that have just started.
      System.out.println("four masternodes, just started: " + load(30, 4));
    }
    LoadReport report = load(FULL ? 45 : 15, 5);

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

  private LoadReport load(int seconds, long seed) {
    var plan = new LoadPlan(40, seconds, 2, 2, 0.05, 0.2);
    return devnet.load(devnet.nodes()).run(plan, new Random(seed), devnet::note);
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
