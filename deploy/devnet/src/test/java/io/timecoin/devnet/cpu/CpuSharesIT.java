package io.timecoin.devnet.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real process that would use a whole core. */
final class CpuSharesIT {
  private static final double SHARE = 0.2;

  private final CpuShares shares = CpuShares.start();
  private Process busy;

  @BeforeEach
  void startBusyProcess() throws IOException {
    busy = new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").start();
  }

  @AfterEach
  void end() {
    shares.close();
    busy.destroyForcibly().onExit().join();
  }

  /** On a busy machine it may get less. */
  @Test
  void aProcessIsHeldToItsShare() throws InterruptedException {
    shares.limit(busy.pid(), SHARE);

    assertThat(coresUsed(Duration.ofSeconds(2))).isPositive().isLessThan(SHARE * 1.3);
  }

  @Test
  void whatIsLiftedRunsFreely() throws InterruptedException {
    shares.limit(busy.pid(), SHARE);
    shares.lift(busy.pid());

    assertFree();
  }

  @Test
  void nothingStaysStoppedAtTheEnd() throws InterruptedException {
    shares.limit(busy.pid(), SHARE);
    Thread.sleep(200);
    shares.close();

    assertFree();
  }

  @Test
  void aProcessThatHasEndedIsNamed() {
    busy.destroyForcibly().onExit().join();

    assertThatThrownBy(() -> shares.usedNanos(busy.pid()))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining(Long.toString(busy.pid()));
    assertThatThrownBy(() -> shares.limit(busy.pid(), SHARE)).isInstanceOf(LauncherFailure.class);
    shares.lift(busy.pid());
  }

  private void assertFree() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (coresUsed(Duration.ofMillis(500)) < SHARE * 1.5) {
      assertThat(System.nanoTime()).as("it never got more than its share again").isLessThan(end);
    }
  }

  private double coresUsed(Duration time) throws InterruptedException {
    long start = System.nanoTime();
    long before = shares.usedNanos(busy.pid());
    Thread.sleep(time);
    return (double) (shares.usedNanos(busy.pid()) - before) / (System.nanoTime() - start);
  }
}
