package io.timecoin.devnet.command;

import io.timecoin.consensus.core.simulation.SimulatedSeeds;
import io.timecoin.devnet.LauncherFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the agreement simulator; needs no devnet. */
@Command(
    name = "simulate",
    description = {
      "Runs the consensus core of whole committees on virtual time, with faults and traitors drawn"
          + " from a seed,",
      "and checks what PROTOCOL promises after every event. Needs no devnet.",
      "Exit code 1 if a seed broke a promise: then it tells what the seed drew, what of it is"
          + " enough, and a trace."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_SEEDS = 10_000_000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int seeds = 1_000;

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "1",
      description = "the first seed (default: ${DEFAULT-VALUE})")
  private long from = 1;

  @Option(
      names = "--real-signatures",
      description = "Ed25519 in place of a stand-in; slower, same runs")
  private boolean real;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new LauncherFailure("--seeds is 1 to %d, not %d".formatted(MOST_SEEDS, seeds));
    }
    return new SimulatedSeeds(from, seeds, real).run(json, System.out, System.err) ? 0 : 1;
  }
}
