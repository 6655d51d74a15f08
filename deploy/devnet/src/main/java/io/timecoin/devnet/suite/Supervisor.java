package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.control.ControlServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a devnet while it runs: starts it, starts a service that ended by itself again (as
 * Kubernetes would), stops all on SIGTERM, SIGINT or the end of this process.
 */
public final class Supervisor {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final DevnetOptions options;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<ServiceProcess, Restart> restarts = new HashMap<>();

  /** When a service may be started again, and how long it must wait the time after. */
  private record Restart(long notBeforeNanos, Duration pause) {}

  public Supervisor(DevnetOptions options) {
    this.options = options;
  }

  /** Runs until interrupted, telling its progress on standard output. */
  public int runInForeground() {
    return run(System.out);
  }

  /** Runs until stopped, telling its progress in {@code up.log}, where `up --detach` reads it. */
  public int runDetached() {
    DevnetFolder folder = options.folder();
    try {
      Files.createDirectories(folder.path());
      try (var log =
          new PrintStream(
              Files.newOutputStream(folder.progressLog()), true, StandardCharsets.UTF_8)) {
        return run(log);
      }
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + folder.progressLog(), e);
    }
  }

  private int run(PrintStream out) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
    DevnetFolder folder = options.folder();
    RunState.without(RunState.Phase.STARTING, "").write(folder);
    try (Devnet devnet = Devnet.start(options, out::println)) {
      try (var _ = ControlServer.start(folder.control(), new Orders(devnet)::carryOut)) {
        devnet.state(RunState.Phase.READY).write(folder);
        Announcement.of(devnet).lines().forEach(out::println);
        watch(devnet, out);
      }
      devnet.state(RunState.Phase.STOPPING).write(folder);
      out.println("Stopping");
    } catch (LauncherFailure | BackendFailure e) {
      out.println("timecoin: " + e.getMessage());
      RunState.without(RunState.Phase.FAILED, e.getMessage()).write(folder);
      return 1;
    } catch (RuntimeException e) {
      out.println("timecoin: a bug ended the start: " + e);
      RunState.without(RunState.Phase.FAILED, e.toString()).write(folder);
      throw e;
    } finally {
      stopped.countDown();
    }
    deleteState(folder);
    out.println("Stopped");
    return 0;
  }

  private static void deleteState(DevnetFolder folder) {
    try {
      Files.deleteIfExists(folder.state());
    } catch (IOException e) {
      throw new LauncherFailure("could not delete " + folder.state(), e);
    }
  }

  private void watch(Devnet devnet, PrintStream out) {
    RunState last = devnet.state(RunState.Phase.READY);
    while (!stopAskedWithin(LOOK_AGAIN)) {
      for (Masternode masternode : devnet.masternodes()) {
        for (ServiceProcess service : masternode.services()) {
          if (!service.isAlive() && !devnet.isHalted(service)) {
            restart(devnet, masternode, service, out);
          }
        }
      }
      RunState now = devnet.state(RunState.Phase.READY);
      if (!now.equals(last)) {
        now.write(options.folder());
        last = now;
      }
    }
  }

  private void restart(
      Devnet devnet, Masternode masternode, ServiceProcess service, PrintStream out) {
    Restart restart = restarts.get(service);
    if (restart != null && System.nanoTime() - restart.notBeforeNanos() < 0) {
      return;
    }
    Duration pause = restart == null ? FIRST_PAUSE : restart.pause().multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    restarts.put(service, new Restart(System.nanoTime() + pause.toNanos(), pause));
    out.println(
        "%s of %s has ended; starting it again (log: %s)"
            .formatted(service.name(), masternode.id().name(), service.log()));
    devnet.restart(service);
  }

  private boolean stopAskedWithin(Duration time) {
    try {
      return stopAsked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The shutdown hook: the JVM waits for it, so all children are gone when it ends. */
  private void stopAndWait() {
    stopAsked.countDown();
    try {
      stopped.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
