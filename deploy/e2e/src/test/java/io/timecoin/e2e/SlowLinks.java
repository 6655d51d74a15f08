package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.protocol.block.CertifiedMicroblock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four masternodes 25 ms from each other: finality at the submitting client, by stage. */
abstract class SlowLinks {
  private static final Duration DELAY = Duration.ofMillis(25);
  private static final int SAMPLES = 200;
  private static final List<String> STAGES = List.of("queue", "verify", "admit", "final");

  private final RunningDevnet devnet;
  private final Federation federation;

  SlowLinks(RunningDevnet devnet) {
    this.devnet = devnet;
    this.federation = new Federation(devnet);
  }

  @BeforeEach
  void moveApart() {
    devnet.devnet().links().delay(DELAY);
  }

  @AfterEach
  void comeTogether() {
    devnet.devnet().links().delay(Duration.ZERO);
  }

  @Test
  @SuppressWarnings("SystemOut")
  void paymentsAreFinalOverSlowLinksAndTheStagesAreTold() throws Exception {
    // JVMs that have just started are slower than the links.
    LoadReport warming = load(30);
    LoadReport report = load(30);

    System.out.println(
        "25 ms links, 50 payments/s: finality ms %s (while warming %s)%n%s"
            .formatted(report.finalityMillis(), warming.finalityMillis(), stages()));
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.finalCount()).isEqualTo(report.submitted());
    // A proposal, a PREPARE and a COMMIT cross the links one after the other.
    assertThat(report.finalityMillis().p50()).isGreaterThan(75);
    federation.assertAgreed();
  }

  private LoadReport load(int seconds) {
    return devnet
        .load(devnet.nodes())
        .run(new LoadPlan(50, seconds, 1, 2, 0, 0), new Random(9), devnet::note);
  }

  /** Of the last payments, as the gateways they came in by tell them. */
  private String stages() {
    var table = new StringBuilder("stage    p50 ms  p99 ms\n");
    List<JsonNode> latencies = latencies();
    for (String stage : STAGES) {
      List<Long> sorted =
          latencies.stream()
              .map(latency -> latency.path(stage))
              .filter(JsonNode::isNumber)
              .map(JsonNode::asLong)
              .sorted()
              .toList();
      if (!sorted.isEmpty()) {
        table.append(
            "%-8s %6d %7d%n"
                .formatted(
                    stage, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100)));
      }
    }
    return table.toString();
  }

  private List<JsonNode> latencies() {
    var latencies = new ArrayList<JsonNode>();
    List<String> txids =
        ChainStream.read(devnet.node(1)).microblocks().stream()
            .map(CertifiedMicroblock::transactions)
            .flatMap(List::stream)
            .map(transaction -> transaction.txid().toString())
            .toList();
    for (String txid : txids.subList(Math.max(0, txids.size() - SAMPLES), txids.size())) {
      for (Node node : devnet.nodes()) {
        JsonNode latency = node.gateway().transaction(txid).body().path("latencyMillis");
        // Only the gateway that was handed it knows how long it queued.
        if (latency.has("queue")) {
          latencies.add(latency);
        }
      }
    }
    return latencies;
  }
}
