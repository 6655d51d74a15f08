package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.scaling.ScalingBench;
import io.timecoin.devnet.scaling.ScalingPlan;
import io.timecoin.devnet.scaling.ScalingPlan.Part;
import io.timecoin.devnet.scaling.ScalingPlot;
import io.timecoin.devnet.scaling.ScalingReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how verifiers share the work; brings a devnet of its own. */
@Command(
    name = "verifier-scaling",
    description = {
      "Measures what verifier-service does with payments of two inputs, in three parts:",
      "core, one instance with one core, beside the same work without Kafka;",
      "share, one, two and four instances with the same share of a core each;",
      "changes, instances that come and go (stopped, then killed) while payments are made.",
      "Brings a devnet of its own and stops it. Let nothing else run: about 18 minutes.",
      "Exit code 1 if a payment was lost, twice in the mempool or out of its partition's order."
    },
    mixinStandardHelpOptions = true)
final class ScalingCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 120;
  private static final int MOST_ROUNDS = 100;
  private static final int MOST_LOAD = 300;

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      description = "which parts: core, share, changes (default: all)")
  private List<Part> parts = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "12",
      description = "how long each measurement of core and share takes (default: ${DEFAULT-VALUE})")
  private int seconds = 12;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "how often each is measured, in turns; medians (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "40",
      description =
          "seconds that new instances verify at full speed before (default: ${DEFAULT-VALUE})")
  private int warmUp = 40;

  @Option(
      names = "--share",
      paramLabel = "CORES",
      defaultValue = "0.25",
      description = "of a core for each instance, 0.05 to 1 (default: ${DEFAULT-VALUE})")
  private double share = 0.25;

  @Option(
      names = "--load",
      paramLabel = "R",
      defaultValue = "100",
      description = "payments per second while instances come and go (default: ${DEFAULT-VALUE})")
  private int load = 100;

  @Mixin private ReportOptions output;

  @Override
  public Integer call() throws JsonProcessingException {
    ScalingPlan plan = plan();
    require(
        !output.isPlotWanted() || ScalingPlot.canShow(plan),
        "--plot draws the parts share and changes");
    output.requireWritable();
    ScalingReport report = new ScalingBench(plan, System.err::println).run();
    output.give(report, report::asText, () -> ScalingPlot.of(report));
    return report.isClean() ? 0 : 1;
  }

  ScalingPlan plan() {
    require(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds is 1 to " + MOST_SECONDS);
    require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds is 1 to " + MOST_ROUNDS);
    require(warmUp >= 0 && warmUp <= MOST_SECONDS, "--warm-up is 0 to " + MOST_SECONDS);
    require(share >= 0.05 && share <= 1, "--share is 0.05 to 1");
    require(load >= 1 && load <= MOST_LOAD, "--load is 1 to " + MOST_LOAD);
    return new ScalingPlan(
        parts.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts),
        Duration.ofSeconds(seconds),
        rounds,
        Duration.ofSeconds(warmUp),
        share,
        load);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new LauncherFailure(sentence);
    }
  }
}
