package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jars the broker runs from: resolved by the standalone POM in {@code deploy/devnet/broker}, or
 * the folder in system property {@code launcher.broker.lib}.
 *
 * @param folder holds the jars and nothing else
 */
public record BrokerLibraries(Path folder) {
  /** System property naming the folder with the broker's jars. */
  public static final String PROPERTY = "launcher.broker.lib";

  private static final Path PROJECT = Path.of("deploy", "devnet", "broker");
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

  /**
   * The libraries where they are expected.
   *
   * @throws BackendFailure when they are not there, with the command that makes them
   */
  public static BrokerLibraries find() {
    Path folder = expectedFolder();
    return present(folder)
        .orElseThrow(
            () ->
                new BackendFailure(
                    "The broker's jars are not in %s; run: mvn -f deploy/devnet/broker package"
                        .formatted(folder)));
  }

  /** The libraries, resolved by Maven first when missing; one process at a time does that. */
  public static BrokerLibraries findOrBuild() {
    if (System.getProperty(PROPERTY) != null) {
      return find();
    }
    Path project = sourceRoot().resolve(PROJECT);
    try (var lock = ExclusiveFile.await(project.resolve("target").resolve(".build.lock"))) {
      // Looked at under the lock: a folder that is being filled is not there yet.
      if (lock.isHeld() && present(expectedFolder()).isEmpty()) {
        build(project);
      }
    }
    return find();
  }

  private static void build(Path project) {
    Path log = project.resolve("target").resolve("build.log");
    Leash.run(
        LeashedCommand.of(List.of("mvn", "-B", "-q", "-f", ".", "package"), project, log)
            .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home"))),
        BUILD_LIMIT,
        "mvn -f deploy/devnet/broker package failed");
  }

  private static Path expectedFolder() {
    String chosen = System.getProperty(PROPERTY);
    return chosen == null
        ? sourceRoot().resolve(PROJECT).resolve("target").resolve("lib")
        : Path.of(chosen);
  }

  /** The folder that holds {@code .mvn}, looked for from the working folder upwards. */
  private static Path sourceRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new BackendFailure(
        "%s is not inside the TimeCoin sources; set -D%s to the folder with the broker's jars."
            .formatted(start, PROPERTY));
  }

  private static Optional<BrokerLibraries> present(Path folder) {
    var libraries = new BrokerLibraries(folder);
    return Files.isDirectory(folder)
            && libraries.jars().stream()
                .anyMatch(jar -> jar.getFileName().toString().startsWith("kafka_"))
        ? Optional.of(libraries)
        : Optional.empty();
  }

  /** The jars in a fixed order, as a class path and a start cache need them. */
  public List<Path> jars() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .map(Path::toAbsolutePath)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BackendFailure("Could not list " + folder + ": " + e.getMessage(), e);
    }
  }
}
