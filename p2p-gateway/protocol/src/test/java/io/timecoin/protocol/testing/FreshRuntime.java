package io.timecoin.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java runtimes of their own, of the same version as this one. */
public final class FreshRuntime {
  private FreshRuntime() {}

  /**
   * The command that runs a class.
   *
   * @param libraries a class of each folder or jar that it needs beside its own
   */
  public static List<String> command(List<String> flags, Class<?> main, Class<?>... libraries) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(main, libraries), main.getName()));
    return command;
  }

  private static String classPath(Class<?> main, Class<?>... libraries) {
    return Stream.concat(Stream.of(main), Stream.of(libraries))
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs a command to its end, for a minute at most.
   *
   * @return the lines of its standard output, which must fit into a pipe: 64 KiB on Linux
   */
  public static List<String> run(List<String> command) throws IOException, InterruptedException {
    return run(command, Duration.ofMinutes(1));
  }

  /** As above, for so long at most. */
  public static List<String> run(List<String> command, Duration most)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try {
      assertThat(process.waitFor(most)).as("%s ends", command).isTrue();
      assertThat(process.exitValue()).as("%s", command).isZero();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
