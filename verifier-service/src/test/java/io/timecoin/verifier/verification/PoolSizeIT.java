package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.testing.FreshRuntime;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool has a worker for each processor that its container, or whoever started it, gives it. */
class PoolSizeIT {
  @ParameterizedTest
  @CsvSource({"50,1", "100,1", "101,2"})
  void aPoolHasAsManyWorkersAsItsContainersQuotaRoundedUp(int percent, int workers)
      throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() >= workers, "needs the processors");
    var quota = CpuQuota.ofPercent(percent);
    assumeTrue(quota.isPresent(), "needs the right to make a control group with a CPU quota");
    try (CpuQuota container = quota.get()) {
      assertThat(workersOf(container.within(java()))).isEqualTo(workers);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void whatTheJvmIsToldCountsBeforeAll(int processors) throws Exception {
    assertThat(workersOf(java("-XX:ActiveProcessorCount=" + processors))).isEqualTo(processors);
  }

  private static List<String> java(String... flags) {
    return FreshRuntime.command(
        List.of(flags),
        Pool.class,
        VerificationPool.class,
        Ed25519Verifier.class,
        ByteString.class);
  }

  private static int workersOf(List<String> command) throws IOException, InterruptedException {
    return Integer.parseInt(String.join("", FreshRuntime.run(command)));
  }

  /** What the other runtime runs: a pool as the service makes it. */
  static final class Pool {
    private Pool() {}

    public static void main(String[] args) {
      int workers = VerificationPool.workersForThisMachine();
      try (var pool = new VerificationPool(workers, () -> null, InstantSource.system())) {
        System.out.println(pool.workers());
      }
    }
  }
}
