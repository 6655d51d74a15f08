package io.timecoin.devnet.route;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flight recordings of the first masternode's services and of the broker, one file each, for {@code
 * jfr view hot-methods FILE}. Their samples cost the services about one part in fifty.
 */
final class Recordings {
  private static final String NAME = "route";

  private final Path folder;
  private final Map<String, Long> pids = new LinkedHashMap<>();

  Recordings(Devnet devnet, Path folder) {
    this.folder = folder.toAbsolutePath();
    for (ServiceProcess service : devnet.masternode().services()) {
      pids.put(service.name(), service.pid());
    }
    pids.put(Processes.KAFKA, devnet.kafka().pid());
  }

  /** Begins. */
  void start() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LauncherFailure("cannot write in " + folder + ": " + e.getMessage(), e);
    }
    pids.values().forEach(pid -> tell(pid, "JFR.start", "settings=profile"));
  }

  /** Ends, and writes the files. */
  void stop() {
    pids.forEach((name, pid) -> tell(pid, "JFR.stop", "filename=" + folder.resolve(name + ".jfr")));
  }

  private static void tell(long pid, String order, String option) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      int code =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), order, "name=" + NAME, option)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new LauncherFailure("jcmd %d %s ended with code %d".formatted(pid, order, code));
      }
    } catch (IOException e) {
      throw new LauncherFailure("%s cannot be run: %s".formatted(jcmd, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
