package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.OwnJava;
import io.timecoin.devnet.poolcost.PoolCostMain;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a mempool's work costs by how full it is; needs no devnet. */
@Command(
    name = "pool",
    description = {
      "Measures what a payment costs a mempool of 1,000, 10,000 and 100,000 others: entering,",
      "being chosen for a draft, leaving, displacing the cheapest of a full one; beside it what a",
      "balanced tree of as many numbers costs. Medians of the thread's processor time. Half a",
      "minute, 1.2 GB of memory. Needs no devnet."
    },
    mixinStandardHelpOptions = true)
final class PoolCommand implements Callable<Integer> {
  private static final int MOST_ROUNDS = 10_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "200",
      description = "of 500 payments each, for each size (default: ${DEFAULT-VALUE})")
  private int rounds = 200;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new LauncherFailure("--rounds is 1 to %d, not %d".formatted(MOST_ROUNDS, rounds));
    }
    return OwnJava.run(
        List.of("-Xmx1200m"),
        List.of(),
        PoolCostMain.class,
        List.of(json ? "json" : "text", Integer.toString(rounds)));
  }
}
