package io.timecoin.devnet.cpu;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Holds other processes of this user to a share of a core, by stopping and continuing them: that
 * needs no rights, as the kernel's control groups do, and leaves nothing behind. A process
 * overdraws its share by what it uses between two looks, and pays that back before it runs again.
 * Thread-safe.
 */
public final class CpuShares implements AutoCloseable {
  /** Between two looks at every process: how long one runs and stands at least. */
  private static final Duration TICK = Duration.ofMillis(10);

  private final Libc libc = new Libc();
  private final Map<Long, DutyCycle> limited = new HashMap<>();
  private final Thread thread =
      Thread.ofPlatform().name("cpu-shares").daemon().unstarted(this::watch);

  private CpuShares() {}

  /** Limits nothing yet. */
  public static CpuShares start() {
    var shares = new CpuShares();
    shares.thread.start();
    return shares;
  }

  /**
   * Nanoseconds that all threads of a process have run since its start.
   *
   * @throws LauncherFailure when there is no such process
   */
  public long usedNanos(long pid) {
    return libc.processNanos(pid)
        .orElseThrow(() -> new LauncherFailure("process %d has ended".formatted(pid)));
  }

  /**
   * Limits all threads of a process together from now on, instead of what was asked for before.
   *
   * @param cores what it gets at most, e.g. 0.25 of one core
   * @throws LauncherFailure when there is no such process
   */
  public synchronized void limit(long pid, double cores) {
    lift(pid);
    limited.put(pid, new DutyCycle(cores, System.nanoTime(), usedNanos(pid)));
  }

  /** Lets a process run again as it likes; does nothing where there is no limit. */
  public synchronized void lift(long pid) {
    DutyCycle cycle = limited.remove(pid);
    if (cycle != null && !cycle.isRunning()) {
      var unused = libc.signal(pid, Libc.SIGCONT);
    }
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    limited.entrySet().removeIf(process -> !steer(process.getKey(), process.getValue()));
  }

  /** False when the process has ended. */
  private boolean steer(long pid, DutyCycle cycle) {
    OptionalLong used = libc.processNanos(pid);
    if (used.isEmpty()) {
      return false;
    }
    boolean ran = cycle.isRunning();
    boolean runs = cycle.mayRun(System.nanoTime(), used.getAsLong());
    return runs == ran || libc.signal(pid, runs ? Libc.SIGCONT : Libc.SIGSTOP);
  }

  /** Every process runs again as it likes. */
  @Override
  public synchronized void close() {
    thread.interrupt();
    List.copyOf(limited.keySet()).forEach(this::lift);
  }
}
