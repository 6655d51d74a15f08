package io.timecoin.devnet.load;

import io.timecoin.devnet.load.Shipment.OneOfPair;
import io.timecoin.devnet.load.Shipment.Rejected;
import io.timecoin.devnet.load.Shipment.Waiting;
import io.timecoin.protocol.rules.RejectCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run showed.
 *
 * @param finalCount transactions that became final
 * @param rejected by code
 * @param waiting orphans, by the code that says why they wait
 * @param refused never acknowledged, however often handed in
 * @param retries requests handed in again, because the gateway said so or was away
 * @param lost acknowledged, and without an end
 * @param abortMillis from sending a loser to seeing it aborted
 * @param shares by gateway, in the order they were given
 * @param unexpected ends other than the right one, a sentence each, at most 100
 */
public record LoadReport(
    int submitted,
    int finalCount,
    SortedMap<String, Integer> rejected,
    SortedMap<String, Integer> waiting,
    int refused,
    int retries,
    int aborted,
    int lost,
    int conflictPairs,
    double throughputPerSecond,
    Percentiles finalityMillis,
    Percentiles abortMillis,
    List<Share> shares,
    List<String> unexpected) {
  private static final int MAX_UNEXPECTED = 100;

  /** Of the time from sending to seeing it final, in milliseconds. */
  public record Percentiles(double p50, double p95, double p99, double max) {
    static Percentiles of(List<Double> values) {
      return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Zeros when there are none. */
    public static Percentiles of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Percentiles(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
      if (sorted.length == 0) {
        return 0;
      }
      int index = (int) Math.ceil(share * sorted.length) - 1;
      return Math.round(sorted[Math.max(0, index)] * 10) / 10.0;
    }
  }

  /**
   * What went through one gateway.
   *
   * @param finalCount of those that were submitted here
   */
  public record Share(int submitted, int finalCount, Percentiles finalityMillis) {
    static Share of(List<Shipment> shipments, Map<String, Outcome> outcomes) {
      double[] finality =
          shipments.stream()
              .map(shipment -> outcomes.get(shipment.id()))
              .filter(LoadReport::isFinal)
              .mapToDouble(Outcome::millis)
              .toArray();
      return new Share(shipments.size(), finality.length, Percentiles.of(finality));
    }
  }

  LoadReport withShares(List<Share> byGateway) {
    return new LoadReport(
        submitted,
        finalCount,
        rejected,
        waiting,
        refused,
        retries,
        aborted,
        lost,
        conflictPairs,
        throughputPerSecond,
        finalityMillis,
        abortMillis,
        byGateway,
        unexpected);
  }

  /** Whether each transaction came to its right end. */
  public boolean isClean() {
    return lost == 0 && unexpected.isEmpty();
  }

  static LoadReport of(
      List<Shipment> shipments, Map<String, Outcome> outcomes, int retries, double sendingSeconds) {
    var rejected = new TreeMap<String, Integer>();
    var waiting = new TreeMap<String, Integer>();
    int refused = 0;
    var unexpected = new ArrayList<String>();
    var pairs = new HashMap<Integer, List<Shipment>>();
    var aborts = new ArrayList<Double>();
    int lost = 0;
    var finality = new ArrayList<Double>();
    for (Shipment shipment : shipments) {
      Outcome outcome = outcomes.get(shipment.id());
      if (outcome == null) {
        lost++;
        // What was lost is told first.
        unexpected.addFirst(shipment + " (" + shipment.expected() + ") has no end");
        continue;
      }
      switch (outcome.state()) {
        case "final" -> finality.add(outcome.millis());
        case "rejected" -> rejected.merge(outcome.code(), 1, Integer::sum);
        case "waiting" -> waiting.merge(outcome.code(), 1, Integer::sum);
        case "aborted" -> aborts.add(outcome.millis());
        case "refused" -> refused++;
        default -> {}
      }
      switch (shipment.expected()) {
        case Shipment.Final() -> {
          if (!outcome.isFinal()) {
            unexpected.add("valid " + shipment.id() + " ended " + outcome);
          }
        }
        case Rejected(var code) -> judge(shipment, "rejected", code, outcome, unexpected);
        case Waiting(var code) -> judge(shipment, "waiting", code, outcome, unexpected);
        case OneOfPair(int pair) ->
            pairs.computeIfAbsent(pair, number -> new ArrayList<>()).add(shipment);
      }
    }
    pairs.values().forEach(pair -> judge(pair, outcomes, unexpected));
    return new LoadReport(
        shipments.size(),
        finality.size(),
        rejected,
        waiting,
        refused,
        retries,
        aborts.size(),
        lost,
        pairs.size(),
        Math.round(finality.size() / sendingSeconds * 10) / 10.0,
        Percentiles.of(finality),
        Percentiles.of(aborts),
        List.of(),
        unexpected.stream().limit(MAX_UNEXPECTED).toList());
  }

  private static void judge(
      Shipment shipment, String state, RejectCode code, Outcome outcome, List<String> unexpected) {
    if (!outcome.state().equals(state) || !outcome.code().equals(code.name())) {
      unexpected.add("invalid " + shipment.id() + " (" + code + ") ended " + outcome);
    }
  }

  private static void judge(
      List<Shipment> pair, Map<String, Outcome> outcomes, List<String> unexpected) {
    List<Shipment> winners =
        pair.stream().filter(shipment -> isFinal(outcomes.get(shipment.id()))).toList();
    if (winners.size() != 1) {
      unexpected.add(winners.size() + " of the rivals " + pair + " are final");
      return;
    }
    String winner = winners.getFirst().txid();
    for (Shipment rival : pair) {
      Outcome outcome = outcomes.get(rival.id());
      if (outcome != null && !outcome.isFinal() && !outcome.winner().equals(winner)) {
        unexpected.add("the loser of " + winner + " ended " + outcome);
      }
    }
  }

  private static boolean isFinal(Outcome outcome) {
    return outcome != null && outcome.isFinal();
  }
}
