package io.timecoin.consensus.core.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code deploy/timecoin bench simulate} runs: seeds from a first one on, and of each that
 * fails what it has drawn and a shrunk trace.
 *
 * @param real whether members sign with Ed25519
 */
public record SimulatedSeeds(long from, int seeds, boolean real) {

  /**
   * Runs them all.
   *
   * @param out gets the report
   * @param progress is told of each failing seed at once
   * @return whether no seed has failed
   */
  public boolean run(boolean json, PrintStream out, PrintStream progress) {
    long begin = System.nanoTime();
    var tally = new Tally(progress);
    new Campaign(from, seeds, Craft.RIGHT, scheme()).run(tally::add);
    var report = tally.report(new Shrinker(Craft.RIGHT, scheme()));
    out.println(json ? report.json() : report.text((System.nanoTime() - begin) / 1e9));
    return report.failed().isEmpty();
  }

  /** The sums so far; failing seeds are kept whole. */
  private static final class Tally {
    private final PrintStream progress;
    private final List<Campaign.Result> failed = new ArrayList<>();
    private int seeds;
    private long decisions;
    private long events;

    Tally(PrintStream progress) {
      this.progress = progress;
    }

    void add(Campaign.Result result) {
      seeds++;
      decisions += result.outcome().decisions();
      events += result.outcome().events();
      result
          .outcome()
          .violation()
          .ifPresent(
              violation -> {
                failed.add(result);
                progress.printf("seed %d: %s%n", result.scenario().seed(), violation.getMessage());
              });
    }

    SimulationReport report(Shrinker shrinker) {
      return new SimulationReport(
          seeds,
          failed.stream()
              .map(
                  result -> SimulationReport.Failure.of(result, shrinker.shrink(result.scenario())))
              .toList(),
          decisions,
          events);
    }
  }

  private SignatureScheme scheme() {
    return real ? SignatureScheme.REAL : SignatureScheme.STAND_IN;
  }
}
