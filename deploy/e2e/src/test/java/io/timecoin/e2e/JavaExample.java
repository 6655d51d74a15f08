package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.examples.BalanceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The example consumer in Java, a process of its own. */
final class JavaExample {
  private static final long LIMIT_SECONDS = 120;

  /** Less than from block to block: it ends when it has read all that is there. */
  private static final String PATIENCE_SECONDS = "2";

  private JavaExample() {}

  /**
   * The balance of each address after its last change; every line must follow from the one before.
   */
  static Map<String, Long> balances(RunningDevnet devnet) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BalanceWatch.class.getName(),
                devnet.devnet().kafkaBootstrap(),
                devnet.devnet().kafkaPrefix(),
                "example",
                PATIENCE_SECONDS)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var balances = new HashMap<String, Long>();
    var numbers = new HashMap<String, Long>();
    process
        .inputReader()
        .lines()
        .forEach(
            line -> {
              String[] fields = line.split(" ");
              assertThat(fields).as(line).hasSize(4);
              long number = Long.parseLong(fields[1]);
              assertThat(number).isEqualTo(numbers.getOrDefault(fields[0], 0L) + 1);
              long after = Long.parseLong(fields[3]);
              assertThat(after)
                  .isEqualTo(balances.getOrDefault(fields[0], 0L) + Long.parseLong(fields[2]));
              numbers.put(fields[0], number);
              balances.put(fields[0], after);
            });
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return balances;
  }
}
