package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.ledgerrate.LedgerRateBench;
import io.timecoin.devnet.ledgerrate.LedgerRateReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast the ledger writes; brings a devnet of its own. */
@Command(
    name = "ledger",
    description = {
      "Measures how many payments of two inputs ledger-service writes when nothing else runs: a"
          + " recorded chain.microblocks is replayed, once with its events published, once"
          + " without.",
      "Brings a devnet of its own and stops it. Let nothing else run: about 4 minutes."
    },
    mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
  private static final int LEAST = 10_000;
  private static final int MOST = 1_000_000;

  @Option(
      names = "--payments",
      paramLabel = "N",
      defaultValue = "200000",
      description =
          "replayed each time; the first half warms up, ${DEFAULT-VALUE} unless given, 10000 to"
              + " 1000000")
  private int payments = 200_000;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (payments < LEAST || payments > MOST) {
      throw new LauncherFailure("--payments is %,d to %,d".formatted(LEAST, MOST));
    }
    LedgerRateReport report = new LedgerRateBench(payments, System.err::println).run();
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
            : report.asText());
    return 0;
  }
}
