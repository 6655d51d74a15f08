package io.timecoin.devnet.poolcost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.cpu.CpuName;
import java.util.List;

/**
 * Measures in a Java process of its own, with a larger heap than the launcher's. Arguments: {@code
 * json} or {@code text}, then how many rounds.
 */
public final class PoolCostMain {
  /** A mempool holds 100,000 at most unless configured. */
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

  private static final String JSON = "json";

  private PoolCostMain() {}

  public static void main(String[] arguments) throws JsonProcessingException {
    PoolCostReport report =
        new PoolCostRun().measure(CpuName.ofThisMachine(), SIZES, Integer.parseInt(arguments[1]));
    System.out.println(
        JSON.equals(arguments[0])
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
            : report.asText());
  }
}
