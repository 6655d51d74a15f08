package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where one devnet lives: {@code $TIMECOIN_HOME} (by default {@code ~/.timecoin}) {@code
 * /devnets/NAME}, outside the sources. Everything in it is made by the launcher.
 */
public record DevnetFolder(String name, Path path) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

  /**
   * The folder of the devnet with this name; it need not exist.
   *
   * @throws LauncherFailure unless the name is 1 to 31 of a-z, 0-9 and dash
   */
  public static DevnetFolder of(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new LauncherFailure(
          "a devnet's name is 1 to 31 small letters, digits or dashes, not \"" + name + "\"");
    }
    return new DevnetFolder(name, home().resolve("devnets").resolve(name));
  }

  /** Where all devnets of this user live. */
  public static Path home() {
    String chosen = System.getenv("TIMECOIN_HOME");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".timecoin").toAbsolutePath()
        : Path.of(chosen).toAbsolutePath();
  }

  public boolean exists() {
    return Files.isRegularFile(settings());
  }

  public Path settings() {
    return path.resolve("devnet.json");
  }

  /** What runs now; written by the supervisor, read by every other command. */
  public Path state() {
    return path.resolve("state.json");
  }

  public Path progressLog() {
    return path.resolve("up.log");
  }

  /** Where each of several masternodes has its keys, logs and configuration. */
  public Path masternodes() {
    return path.resolve("masternodes");
  }

  /** What the runs that make the start caches write; deleted after them. */
  Path training() {
    return path.resolve("training");
  }

  /** Where a running devnet takes orders from other processes of its user. */
  public Path control() {
    return path.resolve("control.sock");
  }

  public Path kafka() {
    return path.resolve("kafka");
  }

  public Path postgres() {
    return path.resolve("postgres");
  }

  public Path keys() {
    return path.resolve("keys");
  }

  public Path genesis() {
    return path.resolve("genesis.hex");
  }

  /** Deletes the devnet with its keys and chain; the lock file and the launcher's own stay. */
  public void wipe() {
    var single = new MasternodeFolder(path);
    for (Path part :
        List.of(
            settings(),
            kafka(),
            postgres(),
            keys(),
            genesis(),
            single.logs(),
            single.config(),
            masternodes(),
            training())) {
      delete(part);
    }
  }

  /**
   * Deletes the folder itself with all that is in it, the lock file too. Only for a name that
   * nobody else may ask for: of two who do, one could hold the lock of the file that is gone.
   */
  public void remove() {
    delete(path);
  }

  static void delete(Path part) {
    if (!Files.exists(part)) {
      return;
    }
    try (Stream<Path> all = Files.walk(part)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LauncherFailure("could not delete " + part + ": " + e.getMessage(), e);
    }
  }
}
