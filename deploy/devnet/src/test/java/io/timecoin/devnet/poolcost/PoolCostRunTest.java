package io.timecoin.devnet.poolcost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoolCostRunTest {
  @Test
  void everyWorkIsMeasuredInAPoolThatStaysAsFullAsItWas() {
    PoolCostReport report = new PoolCostRun().measure("a processor", List.of(500, 2_000), 3);

    assertThat(report.costs()).hasSize(5);
    assertThat(report.costs())
        .allSatisfy(
            cost -> {
              assertThat(cost.nanos()).hasSize(2).allMatch(nanos -> nanos > 0);
              assertThat(cost.growth()).isPositive();
            });
    assertThat(report.asText())
        .contains("500     2,000    growth", "enters a full pool and displaces the cheapest")
        .contains("The pool grows 4x, the logarithm of its size 1.22x.");
  }
}
