package io.timecoin.devnet.verify;

import io.timecoin.devnet.LauncherFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts {@link VerifyMain} with the flags it needs, in and out being those of the launcher. */
public final class VerifyProcess {
  private VerifyProcess() {}

  /**
   * Measures and prints the report.
   *
   * @param corretto the jar of the Corretto provider
   * @return the exit code, 0 if all went well
   * @throws LauncherFailure if it cannot be started
   */
  public static int run(boolean json, int rounds, Optional<Path> corretto) {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            corretto.map(jar -> classPath + File.pathSeparator + jar).orElse(classPath),
            VerifyMain.class.getName(),
            json ? "json" : "text",
            Integer.toString(rounds)));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LauncherFailure("cannot start Java: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted");
    }
  }
}
