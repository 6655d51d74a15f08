package io.timecoin.devnet.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.devnet.load.LoadReport.Percentiles;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was measured; a part that was not asked for is absent.
 *
 * @param cpu the processor's name
 * @param processors of this machine
 * @param date of the measurement, in UTC
 * @param pairs of coins that payments spent in turn
 * @param sustainedPerSecond payments final in a second over the whole of the last hold; 0 where it
 *     was not held
 * @param lost payments of all parts that were acknowledged and have no end, or that are final and
 *     not in the ledger
 * @param finalityMillis of the last hold
 * @param cpuMicrosPerPayment of the last hold, by process
 * @param bottleneck the queue that grew the most at the lowest rate that was not held; absent where
 *     every rate was
 * @param search every rate that was tried
 * @param holds at the highest rate, the last one that of the result
 * @param shares of the held rate
 * @param agreed whether all masternodes came to the same state in the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteReport(
    String cpu,
    int processors,
    String date,
    int masternodes,
    int verifiers,
    int pairs,
    double sustainedPerSecond,
    int lost,
    Percentiles finalityMillis,
    Map<String, Double> cpuMicrosPerPayment,
    String bottleneck,
    List<StepResult> search,
    List<StepResult> holds,
    List<StepResult> shares,
    FloodResult flood,
    List<GrowthPoint> growth,
    boolean agreed) {

  public RouteReport {
    search = List.copyOf(search);
    holds = List.copyOf(holds);
    shares = List.copyOf(shares);
    growth = List.copyOf(growth);
  }

  /** Puts it together from the parts. */
  static RouteReport of(Machine machine, RoutePlan plan, Parts parts) {
    StepResult last = parts.holds().isEmpty() ? null : parts.holds().getLast();
    return new RouteReport(
        machine.cpu(),
        machine.processors(),
        machine.date(),
        plan.masternodes(),
        plan.verifiers(),
        plan.pairs(),
        last != null && last.held() ? last.finalPerSecond() : 0,
        parts.lost(),
        last == null ? null : last.finalityMillis(),
        last == null ? null : last.cpuMicrosPerPayment(),
        parts.bottleneck(),
        parts.search(),
        parts.holds(),
        parts.shares(),
        parts.flood(),
        parts.growth(),
        parts.agreed());
  }

  /**
   * Where it was measured.
   *
   * @param cpu the processor's name
   * @param date in UTC
   */
  record Machine(String cpu, int processors, String date) {}

  /** What was measured; lists are empty and the flood is null where nothing was. */
  record Parts(
      List<StepResult> search,
      List<StepResult> holds,
      List<StepResult> shares,
      FloodResult flood,
      List<GrowthPoint> growth,
      boolean agreed) {

    private Stream<StepResult> steps() {
      return Stream.of(
              search.stream(),
              holds.stream(),
              shares.stream(),
              growth.stream().flatMap(point -> point.steps().stream()))
          .flatMap(each -> each);
    }

    int lost() {
      return steps().mapToInt(StepResult::lost).sum() + (flood == null ? 0 : flood.lost());
    }

    /** Of the lowest rate that was not held. */
    String bottleneck() {
      return Stream.concat(search.stream(), holds.stream())
          .filter(step -> !step.held() && step.growingQueue() != null)
          .min(Comparator.comparingInt(StepResult::offeredPerSecond))
          .map(StepResult::growingQueue)
          .orElse(null);
    }
  }

  /** Whether nothing was lost, nothing is there twice, and all masternodes agree. */
  @JsonIgnore
  public boolean isClean() {
    return agreed
        && lost == 0
        && Stream.of(search, holds, shares).flatMap(List::stream).allMatch(StepResult::isClean)
        && growth.stream().flatMap(point -> point.steps().stream()).allMatch(StepResult::isClean)
        && (flood == null || flood.isClean());
  }

  /** The report for a person. */
  public String asText() {
    return RouteText.of(this);
  }
}
