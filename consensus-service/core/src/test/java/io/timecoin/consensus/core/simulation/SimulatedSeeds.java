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
    var failed = new ArrayList<Campaign.Result>();
    var results =
        new Campaign(from, seeds, Craft.RIGHT, scheme())
            .run(
                result -> {
                  if (result.failed()) {
                    failed.add(result);
                    progress.printf(
                        "seed %d: %s%n",
                        result.scenario().seed(),
                        result.outcome().violation().orElseThrow().getMessage());
                  }
                });
    var report = report(results, failed);
    out.println(json ? report.json() : report.text((System.nanoTime() - begin) / 1e9));
    return failed.isEmpty();
  }

  private SimulationReport report(List<Campaign.Result> results, List<Campaign.Result> failed) {
    var shrinker = new Shrinker(Craft.RIGHT, scheme());
    return new SimulationReport(
        results.size(),
        failed.stream()
            .map(result -> SimulationReport.Failure.of(result, shrinker.shrink(result.scenario())))
            .toList(),
        results.stream().mapToLong(result -> result.outcome().decisions()).sum(),
        results.stream().mapToLong(result -> result.outcome().events()).sum());
  }

  private SignatureScheme scheme() {
    return real ? SignatureScheme.REAL : SignatureScheme.STAND_IN;
  }
}
