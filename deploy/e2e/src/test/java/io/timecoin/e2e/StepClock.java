package io.timecoin.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The wall clocks of a devnet's services, set while they run; by Debian's libfaketime. */
final class StepClock {
  private static final Path[] LIBRARIES = {
    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1")
  };

  private StepClock() {}

  /** Where the library is; empty when it is not installed. */
  static Optional<Path> library() {
    for (Path library : LIBRARIES) {
      if (Files.exists(library)) {
        return Optional.of(library);
      }
    }
    return Optional.empty();
  }

  /**
   * The environment of each service, whose clock follows a file of its own. Without the library the
   * test is aborted.
   */
  static Map<ServiceKind, Map<String, String>> environment(DevnetFolder folder) {
    assumeTrue(library().isPresent(), "Debian's package libfaketime is not installed here");
    var all = new EnumMap<ServiceKind, Map<String, String>>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      set(folder, kind, Duration.ZERO);
      all.put(
          kind,
          Map.of(
              "LD_PRELOAD", library().orElseThrow().toString(),
              "FAKETIME_TIMESTAMP_FILE", file(folder, kind).toString(),
              "FAKETIME_CACHE_DURATION", "1",
              // What measures durations is not touched by setting a clock.
              "FAKETIME_DONT_FAKE_MONOTONIC", "1",
              // A remedy for old C libraries that lets every waiting thread of a JVM spin.
              "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
    }
    return all;
  }

  /** Sets a service's clock, by so much from the true time; within a second it goes by it. */
  static void set(DevnetFolder folder, ServiceKind kind, Duration offset) {
    try {
      Path file = file(folder, kind);
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, "%+d\n".formatted(offset.toSeconds()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path file(DevnetFolder folder, ServiceKind kind) {
    return folder.path().resolve("clocks").resolve(kind.module());
  }
}
