package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.suite.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code deploy/timecoin} as a user runs it, with a home of its own. */
record LauncherCommand(Path home) {
  private static final Duration LIMIT = Duration.ofMinutes(12);

  /** What a command left behind; standard output only. */
  record Result(int exitCode, String output) {

    Result succeeded() {
      assertThat(exitCode).as(output).isZero();
      return this;
    }

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(output);
    }
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Sources.root().resolve("deploy").resolve("timecoin").toString());
    command.addAll(List.of(arguments));
    Files.createDirectories(home);
    Path output = Files.createTempFile(home, "out", ".txt");
    Path errors = Files.createTempFile(home, "err", ".txt");
    var builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("TIMECOIN_HOME", home.toString());
    // The Maven run that this test is part of has built all, and must not be built over.
    builder.environment().put("TIMECOIN_BUILT", "true");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; " + Files.readString(output));
    }
    String told = Files.readString(output);
    return new Result(
        process.exitValue(),
        process.exitValue() == 0 ? told : told + "\n" + Files.readString(errors));
  }
}
