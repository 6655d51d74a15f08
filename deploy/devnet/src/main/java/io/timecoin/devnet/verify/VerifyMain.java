package io.timecoin.devnet.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.cpu.CpuName;
import java.time.Duration;

/**
 * Measures in a Java process of its own, with the Vector API, which the launcher is started
 * without. Arguments: {@code json} or {@code text}, then how many rounds.
 */
public final class VerifyMain {
  private static final Duration LANES_WARM_UP = Duration.ofSeconds(20);
  private static final Duration TURN = Duration.ofMillis(30);
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final String JSON = "json";

  private VerifyMain() {}

  public static void main(String[] arguments) throws JsonProcessingException {
    int rounds = Integer.parseInt(arguments[1]);
    VerifyReport report =
        new VerifyRun(LANES_WARM_UP).measure(CpuName.ofThisMachine(), rounds, TURN, WARM_UP);
    System.out.println(JSON.equals(arguments[0]) ? asJson(report) : report.asText());
  }

  private static String asJson(VerifyReport report) throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }
}
