package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.fuzz.FuzzPlan;
import io.timecoin.devnet.fuzz.FuzzReport;
import io.timecoin.devnet.fuzz.FuzzRun;
import io.timecoin.devnet.suite.RunState;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Puts bad input into every door of a running devnet. */
@Command(
    name = "fuzz",
    description = {
      "Sends bad input to every JSON-RPC method, REST path and tx.inbound of a running devnet, with"
          + " slow",
      "and half-open connections beside, while an honest client pays once a second.",
      "Exit code 1 if a request was answered 5xx (503 is an answer) or not at all, a payment was"
          + " not",
      "final within 10 s, a service ended, or has more memory than its heap and 256 MiB."
    },
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
  private static final int MOST_SLOW_CONNECTIONS = 1_500;

  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "1",
      description = "how long, e.g. 0.5 (default: ${DEFAULT-VALUE})")
  private double minutes = 1;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the same seed makes the same input (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--slow",
      paramLabel = "N",
      defaultValue = "1000",
      description = "slow connections kept open, 0 to 1500 (default: ${DEFAULT-VALUE})")
  private int slow = 1_000;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    RunState state = bench.devnet().running();
    FuzzReport report =
        new FuzzRun(bench.devnet().folder(), state, plan()).run(System.err::println);
    System.out.println(json ? asJson(report) : asText(report));
    return report.isClean() ? 0 : 1;
  }

  private FuzzPlan plan() {
    if (!(minutes > 0 && minutes <= 24 * 60)) {
      throw new LauncherFailure("--minutes is above 0 and at most 1440, not " + minutes);
    }
    if (slow < 0 || slow > MOST_SLOW_CONNECTIONS) {
      throw new LauncherFailure("--slow is 0 to %d, not %d".formatted(MOST_SLOW_CONNECTIONS, slow));
    }
    return new FuzzPlan(Duration.ofMillis((long) (minutes * 60_000)), seed, slow);
  }

  private static String asJson(FuzzReport report) throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }

  static String asText(FuzzReport report) {
    var text =
        new StringBuilder(
            """
            seed              %d
            requests          %,d
            answers           %s
            bad records       %,d in tx.inbound
            slow connections  %,d, of which the gateway closed %,d
            honest payments   %,d final, the slowest after %,d ms
            memory MiB        service, at start, most, bound\
            """
                .formatted(
                    report.seed(),
                    report.requests(),
                    report.byStatus(),
                    report.badRecords(),
                    report.slowConnections(),
                    report.closedSlowConnections(),
                    report.payments(),
                    report.slowestPaymentMillis()));
    report
        .memory()
        .forEach(
            (name, memory) ->
                text.append(
                    "%n                  %-20s %5d %5d %5d"
                        .formatted(name, memory.atStart(), memory.most(), memory.bound())));
    report.unexpected().forEach(line -> text.append("%nUNEXPECTED %s".formatted(line)));
    return text.toString();
  }
}
