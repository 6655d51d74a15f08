package io.timecoin.devnet.poolcost;

import io.timecoin.devnet.bench.Figures;
import java.util.List;

/**
 * What a mempool's work costs by how full it is.
 *
 * @param cpu of this machine
 * @param sizes payments in the pool
 * @param costs of each kind of work, the yardstick last
 */
record PoolCostReport(String cpu, List<Integer> sizes, List<Cost> costs) {
  /**
   * Of one kind of work.
   *
   * @param nanos processor time for one payment, by size
   * @param growth from the smallest to the largest size
   */
  record Cost(String work, List<Double> nanos, double growth) {
    static Cost of(String work, List<Double> nanos) {
      return new Cost(
          work,
          nanos.stream().map(each -> Figures.rounded(each, 0)).toList(),
          Figures.rounded(nanos.getLast() / nanos.getFirst(), 2));
    }

    Cost {
      nanos = List.copyOf(nanos);
    }
  }

  PoolCostReport {
    sizes = List.copyOf(sizes);
    costs = List.copyOf(costs);
  }

  String asText() {
    var text =
        new StringBuilder(
            "Processor time for one payment, ns, by payments in the pool; %s%n%n%-44s"
                .formatted(cpu, ""));
    sizes.forEach(size -> text.append("%,10d".formatted(size)));
    text.append("    growth\n");
    for (Cost cost : costs) {
      text.append("%-44s".formatted(cost.work()));
      cost.nanos().forEach(nanos -> text.append("%,10.0f".formatted(nanos)));
      text.append("%9.2fx%n".formatted(cost.growth()));
    }
    double size = (double) sizes.getLast() / sizes.getFirst();
    return text.append(
            "%nThe pool grows %,.0fx, the logarithm of its size %.2fx."
                .formatted(size, Math.log(sizes.getLast()) / Math.log(sizes.getFirst())))
        .toString();
  }
}
