package io.timecoin.devnet.bench;

import io.timecoin.devnet.LauncherFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a measurement in a Java process with flags of its own, in and out being the launcher's. */
public final class OwnJava {
  private OwnJava() {}

  /**
   * Measures and prints the report.
   *
   * @param flags beside those for the collector
   * @param jars beside the launcher's own
   * @return the exit code, 0 if all went well
   * @throws LauncherFailure if it cannot be started
   */
  public static int run(
      List<String> flags, List<Path> jars, Class<?> main, List<String> arguments) {
    var classPath = new StringBuilder(System.getProperty("java.class.path"));
    jars.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath.toString(), main.getName()));
    command.addAll(arguments);
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
