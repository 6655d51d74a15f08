package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one load at its rate and looks at the processes at both ends of the window. Ended early
 * when more payments are under way than the node can bring to an end in reasonable time.
 */
final class SteadyLoad {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** From the start of sending until rates are steady; of a short load a quarter. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** Payments under way, as seconds of the offered rate, at which it makes no sense to go on. */
  private static final int MOST_SECONDS_BEHIND = 6;

  private final Fates fates;
  private final Processes processes;
  private final Trend backlog = new Trend();

  /**
   * The window between two looks.
   *
   * @param fromNanos by {@link System#nanoTime}
   * @param fromMillis the same moment, Unix milliseconds
   */
  record Window(
      long fromNanos,
      long toNanos,
      long fromMillis,
      long toMillis,
      SequencedMap<String, Long> cpuBefore,
      SequencedMap<String, Long> cpuAfter,
      double sendingSeconds,
      double backlogPerSecond,
      boolean cutShort) {
    double seconds() {
      return (toNanos - fromNanos) / 1e9;
    }

    /** Cores that all processes together had, on average. */
    double cores() {
      double nanos =
          cpuAfter.entrySet().stream()
              .mapToDouble(each -> each.getValue() - cpuBefore.getOrDefault(each.getKey(), 0L))
              .sum();
      return nanos / 1e9 / seconds();
    }
  }

  SteadyLoad(Fates fates, Processes processes) {
    this.fates = fates;
    this.processes = processes;
  }

  /**
   * Sends it, or ends early; returns when every request has an answer.
   *
   * @param planned how long sending takes
   */
  Window send(OpenLoop loop, int rate, Duration planned) {
    var goesOn = new AtomicBoolean(true);
    long begin = System.nanoTime();
    try (var client = new Submission(Optional.empty())) {
      var sending = new FutureTask<Void>(() -> loop.run(client, goesOn::get), null);
      Thread thread = Thread.ofPlatform().name("sending").daemon().start(sending);
      long settled = begin + Math.min(SETTLING.toNanos(), planned.toNanos() / 4);
      while (System.nanoTime() - settled < 0) {
        Waiting.pause(LOOK);
      }
      var before = processes.cpuNanos();
      long fromNanos = System.nanoTime();
      long fromMillis = System.currentTimeMillis();
      boolean cutShort = false;
      while (thread.isAlive()) {
        int open = fates.open();
        backlog.add((System.nanoTime() - begin) / 1e9, open);
        if (goesOn.get() && open > MOST_SECONDS_BEHIND * rate) {
          cutShort = true;
          goesOn.set(false);
        }
        Waiting.pause(LOOK);
      }
      var after = processes.cpuNanos();
      long toNanos = System.nanoTime();
      require(sending);
      return new Window(
          fromNanos,
          toNanos,
          fromMillis,
          System.currentTimeMillis(),
          before,
          after,
          (toNanos - begin) / 1e9,
          backlog.perSecond(),
          cutShort);
    } finally {
      goesOn.set(false);
    }
  }

  private static void require(FutureTask<Void> sending) {
    try {
      Void unused = sending.get();
    } catch (ExecutionException e) {
      throw new LauncherFailure("sending failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
