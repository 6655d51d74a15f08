package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.e2e.KillCampaign.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under load with rivals and defects every process of a masternode with standbys dies by kill -9,
 * broker and database too: nothing acknowledged is lost, and nothing happens twice. The devnet goes
 * on from seed to seed, so the last of them finds the marks of every kill before.
 */
final class KillCampaignE2E {
  private static final int PROCESSES = 11;
  private static final int SEEDS = 10;
  private static final int SEEDS_IN_TURN = 2;

  /** Of those that die while others are still away. */
  private static final long CROWDED_SEED = SEEDS_IN_TURN + 1;

  private static final boolean FULL = Boolean.getBoolean("test.full");
  private static final int RATE = FULL ? 300 : 150;
  private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(60);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("kills", new Replicas(2, 1), Duration.ofSeconds(5));

  static LongStream seeds() {
    return FULL ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(CROWDED_SEED);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @SuppressWarnings("SystemOut")
  void nothingAcknowledgedIsLostAndNothingHappensTwice(long seed) throws Exception {
    Pace pace = seed <= SEEDS_IN_TURN ? Pace.IN_TURN : Pace.CROWDED;
    // The last to die before was perhaps the active one.
    Poll.untilTrue("a mempool answers", TAKE_OVER_LIMIT, KillCampaignE2E::mempoolAnswers);
    var kills = new ArrayList<KillCampaign.Kill>();
    var load = new BusyLoad(DEVNET, RATE);
    LoadReport report =
        load.during(
            seed,
            pace.usual(),
            () -> kills.addAll(new KillCampaign(DEVNET.devnet(), pace, new Random(seed)).run()));
    kills.forEach(kill -> DEVNET.note(kill.toString()));
    ChainStream whole = ChainStream.read(DEVNET);
    System.out.println(
        "seed %d, %s: %s%n%s".formatted(seed, pace, report, Recovery.table(kills, whole)));

    assertThat(kills).hasSize(PROCESSES);
    load.assertNothingIsLost(report, whole);
  }

  private static boolean mempoolAnswers() {
    try {
      return DEVNET.gateway().call("getmempoolinfo").isObject();
    } catch (RpcFailure e) {
      return false;
    }
  }
}
