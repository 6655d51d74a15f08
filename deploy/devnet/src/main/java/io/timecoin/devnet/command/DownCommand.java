package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a devnet. */
@Command(
    name = "down",
    description = "Stops a devnet; its chain and keys stay for the next `up`.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  @Mixin private DevnetName name = new DevnetName();

  @Option(names = "--wipe", description = "also delete its chain and keys")
  private boolean wipe;

  @Override
  public Integer call() {
    DevnetFolder folder = name.folder();
    if (DetachedStart.isRunning(folder)) {
      stop(folder);
      System.out.println("Stopped devnet \"" + folder.name() + "\".");
    } else {
      System.out.println("Devnet \"" + folder.name() + "\" is not running.");
    }
    if (wipe) {
      folder.wipe();
    }
    return 0;
  }

  private static void stop(DevnetFolder folder) {
    Optional<ProcessHandle> supervisor =
        RunState.read(folder).flatMap(state -> ProcessHandle.of(state.supervisorPid()));
    if (supervisor.isEmpty()) {
      throw new LauncherFailure(
          "devnet \"%s\" is in use, but who holds it is unknown".formatted(folder.name()));
    }
    supervisor.get().destroy();
    Instant deadline = Instant.now().plus(LIMIT);
    while (supervisor.get().isAlive() || DetachedStart.isRunning(folder)) {
      if (Instant.now().isAfter(deadline)) {
        throw new LauncherFailure(
            "process %d did not stop within %d s"
                .formatted(supervisor.get().pid(), LIMIT.toSeconds()));
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }
}
