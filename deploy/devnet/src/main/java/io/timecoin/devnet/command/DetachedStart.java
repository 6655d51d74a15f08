package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.FolderLock;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a supervisor that outlives this process, and shows its progress until it is ready. */
final class DetachedStart {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final DevnetOptions options;
  private long shown;

  DetachedStart(DevnetOptions options) {
    this.options = options;
  }

  /** Whether somebody holds the devnet's folder. */
  static boolean isRunning(DevnetFolder folder) {
    if (!Files.isDirectory(folder.path())) {
      return false;
    }
    Optional<FolderLock> lock = FolderLock.tryTake(folder.path());
    lock.ifPresent(FolderLock::close);
    return lock.isEmpty();
  }

  int run(List<String> upArguments) {
    DevnetFolder folder = options.folder();
    Process supervisor = spawn(folder, upArguments);
    try {
      while (true) {
        showNews(folder.progressLog());
        Optional<RunState> state =
            RunState.read(folder).filter(read -> read.supervisorPid() == supervisor.pid());
        if (state.isPresent() && state.get().phase() == RunState.Phase.READY) {
          Waiting.pause(LOOK_AGAIN);
          showNews(folder.progressLog());
          System.out.println(
              "Runs in the background; `deploy/timecoin down%s` stops it."
                  .formatted(folder.name().equals("devnet") ? "" : " --name " + folder.name()));
          return 0;
        }
        if (!supervisor.isAlive()) {
          showNews(folder.progressLog());
          return 1;
        }
        Waiting.pause(LOOK_AGAIN);
      }
    } catch (IOException e) {
      throw new LauncherFailure("could not read " + folder.progressLog(), e);
    }
  }

  private static Process spawn(DevnetFolder folder, List<String> upArguments) {
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C in this terminal does not reach it.
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Between several masternodes it holds what is under way.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dlauncher.broker.lib=" + System.getProperty("launcher.broker.lib"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.timecoin.devnet.Main", "up", "--supervise"));
    command.addAll(List.of("--name", folder.name()));
    command.addAll(upArguments);
    try {
      Files.createDirectories(folder.path());
      Files.deleteIfExists(folder.progressLog());
      return new ProcessBuilder(command)
          .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(Redirect.appendTo(folder.path().resolve("supervisor.log").toFile()))
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new LauncherFailure("could not start the supervisor: " + e.getMessage(), e);
    }
  }

  private void showNews(Path log) throws IOException {
    if (!Files.exists(log)) {
      return;
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(shown);
      byte[] news = new byte[(int) Math.max(0, file.length() - shown)];
      file.readFully(news);
      System.out.print(new String(news, StandardCharsets.UTF_8));
      System.out.flush();
      shown += news.length;
    }
  }
}
