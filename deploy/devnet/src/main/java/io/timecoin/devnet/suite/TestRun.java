package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.TestBackends;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One run of all tests: one broker and one PostgreSQL for all modules, then Maven. */
public record TestRun(boolean full) {

  /** Maven's exit code. */
  public int run() {
    Instant begin = Instant.now();
    TestBackends backends = TestBackends.shared();
    var postgres = backends.postgres();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("mvn", "-B", "--no-transfer-progress", "verify"));
    command.add("-D" + TestBackends.KAFKA + "=" + backends.kafkaBootstrapServers());
    command.add("-D" + TestBackends.POSTGRES + "=" + postgres.host() + ":" + postgres.port());
    command.add("-D" + TestBackends.POSTGRES_USER + "=" + postgres.user());
    command.add("-D" + TestBackends.POSTGRES_PASSWORD + "=" + postgres.password());
    if (full) {
      command.add("-Dtest.full=true");
    }
    try {
      var maven = new ProcessBuilder(command).directory(Sources.root().toFile()).inheritIO();
      // deploy/timecoin, when a test calls it, takes what this run has built.
      maven.environment().put("TIMECOIN_BUILT", "1");
      int code = maven.start().waitFor();
      System.out.println(
          "timecoin: tests %s after %d min %d s"
              .formatted(
                  code == 0 ? "green" : "RED",
                  Duration.between(begin, Instant.now()).toMinutes(),
                  Duration.between(begin, Instant.now()).toSecondsPart()));
      return code == 0 ? 0 : 1;
    } catch (IOException e) {
      throw new LauncherFailure("could not run mvn: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
