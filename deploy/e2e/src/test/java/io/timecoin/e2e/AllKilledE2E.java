package io.timecoin.e2e;

import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under load every process of a masternode is killed by one kill -9, broker and database too, and
 * all are started again at once: nothing acknowledged is lost and nothing happens twice. The devnet
 * goes on from seed to seed.
 */
final class AllKilledE2E {
  private static final int SEEDS = 10;
  private static final int RATE = 200;
  private static final Duration LOAD = Duration.ofSeconds(12);
  private static final int EARLIEST_MILLIS = 2_000;
  private static final int LATEST_MILLIS = 9_000;

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("allkilled", 1, Duration.ofSeconds(5));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Boolean.getBoolean("test.full") ? SEEDS : 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @SuppressWarnings("SystemOut")
  void nothingAcknowledgedIsLostWhenAllDieAtOnce(long seed) throws Exception {
    var random = new Random(seed);
    var all = new AllProcesses(DEVNET.devnet());
    var load = new BusyLoad(DEVNET, RATE);
    Duration death = Duration.ofMillis(random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS));
    var working = new Duration[1];
    LoadReport report =
        load.during(
            seed,
            LOAD,
            () -> {
              Waiting.pause(death);
              all.kill();
              long begin = System.nanoTime();
              all.start();
              working[0] = Duration.ofNanos(System.nanoTime() - begin);
            });
    System.out.println(
        "seed %d: all killed after %d ms of load, all working %d ms after their start; %s"
            .formatted(seed, death.toMillis(), working[0].toMillis(), report));

    load.assertNothingIsLost(report, ChainStream.read(DEVNET));
    VoteLogs.assertOneVoice(DEVNET);
  }
}
