package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies: {@code TIMECOIN_ROOT}, which {@code deploy/timecoin} sets. */
public final class Sources {
  private Sources() {}

  /** The folder that holds {@code .mvn}. */
  public static Path root() {
    String given = System.getenv("TIMECOIN_ROOT");
    Path start = given == null ? Path.of("").toAbsolutePath() : Path.of(given);
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new LauncherFailure(start + " is not inside the TimeCoin sources");
  }
}
