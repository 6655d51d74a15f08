package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.route.GrowthPlan;
import io.timecoin.devnet.route.RouteBench;
import io.timecoin.devnet.route.RoutePlan;
import io.timecoin.devnet.route.RoutePlan.Part;
import io.timecoin.devnet.route.RoutePlot;
import io.timecoin.devnet.route.RouteReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how many payments the whole route carries; brings a devnet of its own. */
@Command(
    name = "route",
    description = {
      "Measures payments of two inputs and two outputs on their whole route, signed beforehand,",
      "with broker, database, all services and the load on this machine, in four parts:",
      "maximum, the highest rate that is held with a finality p99 of at most 2 s, for long;",
      "shares, a tenth, a half and nine tenths of it;",
      "flood, ten times of it from many clients, half of that invalid;",
      "growth, other numbers of coins, masternodes and verifiers (not among the default parts).",
      "Brings a devnet of its own and stops it. Let nothing else run: about 14 minutes.",
      "Exit code 1 if a payment was lost or was there twice, or if masternodes disagree."
    },
    mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {
  private static final int MOST_MASTERNODES = 7;
  private static final int MOST_VERIFIERS = 24;
  private static final int MOST_PAIRS = 100_000;
  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_RATE = 20_000;
  private static final int MOST_UTXOS = 5_000_000;
  private static final int LEAST_UTXOS = 1_000;

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      description = "which parts: maximum, shares, flood, growth (default: maximum, shares, flood)")
  private List<Part> parts = List.of();

  @Option(
      names = "--masternodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "on this machine, of all parts but growth, 1 to 7 (default: ${DEFAULT-VALUE})")
  private int masternodes = 1;

  @Option(
      names = "--verifiers",
      paramLabel = "N",
      defaultValue = "1",
      description = "of each masternode, of all parts but growth (default: ${DEFAULT-VALUE})")
  private int verifiers = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "120",
      description = "how long the highest rate is held (default: ${DEFAULT-VALUE})")
  private int seconds = 120;

  @Option(
      names = "--step-seconds",
      paramLabel = "S",
      defaultValue = "15",
      description = "how long each rate of a search is offered (default: ${DEFAULT-VALUE})")
  private int stepSeconds = 15;

  @Option(
      names = "--share-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "how long each share is offered (default: ${DEFAULT-VALUE})")
  private int shareSeconds = 30;

  @Option(
      names = "--flood-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "how long the flood lasts (default: ${DEFAULT-VALUE})")
  private int floodSeconds = 30;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "90",
      description = "under the first rate, before anything is measured (default: ${DEFAULT-VALUE})")
  private int warmUp = 90;

  @Option(
      names = "--first",
      paramLabel = "R",
      defaultValue = "800",
      description = "payments per second with which a search begins (default: ${DEFAULT-VALUE})")
  private int first = 800;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "hold this rate, payments per second, instead of searching for one")
  private Integer rate;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "30000",
      description = "pairs of coins that payments spend in turn (default: ${DEFAULT-VALUE})")
  private int pairs = 30_000;

  @Option(
      names = "--growth-utxos",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,1000000,5000000",
      description = "coins in the ledger (default: ${DEFAULT-VALUE}; 0 for none)")
  private List<Integer> growthUtxos = List.of();

  @Option(
      names = "--growth-masternodes",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4,7",
      description = "masternodes (default: ${DEFAULT-VALUE}; 0 for none)")
  private List<Integer> growthMasternodes = List.of();

  @Option(
      names = "--growth-verifiers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,4",
      description = "verifiers of one masternode (default: ${DEFAULT-VALUE}; 0 for none)")
  private List<Integer> growthVerifiers = List.of();

  @Option(
      names = "--recordings",
      paramLabel = "FOLDER",
      description = "write a JFR recording of each service while the highest rate is held")
  private Path recordings;

  @Mixin private ReportOptions output;

  @Override
  public Integer call() throws JsonProcessingException {
    RoutePlan plan = plan();
    GrowthPlan growth = growth();
    output.requireWritable();
    RouteReport report = new RouteBench(plan, growth, System.err::println).run();
    output.give(report, report::asText, () -> RoutePlot.of(report));
    return report.isClean() ? 0 : 1;
  }

  RoutePlan plan() {
    within("--masternodes", masternodes, 1, MOST_MASTERNODES);
    within("--verifiers", verifiers, 1, MOST_VERIFIERS);
    within("--seconds", seconds, 1, MOST_SECONDS);
    within("--step-seconds", stepSeconds, 4, MOST_SECONDS);
    within("--share-seconds", shareSeconds, 4, MOST_SECONDS);
    within("--flood-seconds", floodSeconds, 4, MOST_SECONDS);
    within("--warm-up", warmUp, 0, MOST_SECONDS);
    within("--first", first, 1, MOST_RATE);
    within("--pairs", pairs, 10, MOST_PAIRS);
    if (rate != null) {
      within("--rate", rate, 1, MOST_RATE);
    }
    return new RoutePlan(
        parts.isEmpty() ? EnumSet.of(Part.MAXIMUM, Part.SHARES, Part.FLOOD) : EnumSet.copyOf(parts),
        masternodes,
        verifiers,
        pairs,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(stepSeconds),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(shareSeconds),
        Duration.ofSeconds(floodSeconds),
        first,
        rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
        Optional.ofNullable(recordings));
  }

  GrowthPlan growth() {
    return new GrowthPlan(
        values("--growth-utxos", growthUtxos, LEAST_UTXOS, MOST_UTXOS),
        values("--growth-masternodes", growthMasternodes, 1, MOST_MASTERNODES),
        values("--growth-verifiers", growthVerifiers, 1, MOST_VERIFIERS),
        pairs,
        rate == null ? first : rate,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(stepSeconds));
  }

  private static List<Integer> values(String option, List<Integer> values, int least, int most) {
    if (values.equals(List.of(0))) {
      return List.of();
    }
    values.forEach(value -> within(option, value, least, most));
    return values.stream().sorted().distinct().toList();
  }

  private static void within(String option, int value, int least, int most) {
    require(value >= least && value <= most, "%s is %,d to %,d".formatted(option, least, most));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new LauncherFailure(sentence);
    }
  }
}
