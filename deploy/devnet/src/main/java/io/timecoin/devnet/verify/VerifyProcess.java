package io.timecoin.devnet.verify;

import io.timecoin.devnet.bench.OwnJava;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts {@link VerifyMain} with the flags it needs. */
public final class VerifyProcess {
  private static final List<String> FLAGS =
      List.of(
          "-Xmx384m",
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED");

  private VerifyProcess() {}

  /**
   * Measures and prints the report.
   *
   * @param corretto the jar of the Corretto provider
   * @return the exit code, 0 if all went well
   * @throws io.timecoin.devnet.LauncherFailure if it cannot be started
   */
  public static int run(boolean json, int rounds, Optional<Path> corretto) {
    return OwnJava.run(
        FLAGS,
        corretto.stream().toList(),
        VerifyMain.class,
        List.of(json ? "json" : "text", Integer.toString(rounds)));
  }
}
