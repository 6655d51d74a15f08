package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kill -9 of one of four masternodes, or of one of its services, while payments go on through the
 * other three. It leads a quarter of all sequences, so its death is often a leader's. Times are
 * reported.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class NodeDeathE2E {
  private static final int RATE = 30;
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final Duration SYNC_LIMIT = Duration.ofMinutes(2);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("death", 1, Duration.ofSeconds(5)).withMasternodes(4).withPauses();

  private final Federation federation = new Federation(DEVNET);

  /** What dies. */
  private record Victim(Node node, String name, List<ServiceProcess> processes) {}

  @Test
  void theOthersGoOnAndTheDeadOneFollows() throws Exception {
    for (Node node : List.of(DEVNET.node(1), DEVNET.node(2))) {
      die(new Victim(node, "all of " + node.number(), node.masternode().services()));
    }
    federation.assertAgreed();
  }

  @Test
  void aSingleServicesDeathIsNoMore() throws Exception {
    Node node = DEVNET.node(3);
    for (ServiceKind kind : ServiceKind.values()) {
      die(new Victim(node, kind.module() + " of 3", node.masternode().services(kind)));
    }
    federation.assertAgreed();
  }

  private void die(Victim victim) throws Exception {
    List<Node> others =
        DEVNET.nodes().stream().filter(node -> node.number() != victim.node().number()).toList();
    var plan = new LoadPlan(RATE, (int) LENGTH.toSeconds(), 2, 2, 0.01, 0.05);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new CompletableFuture<Void>();
      CompletableFuture<LoadReport> load =
          CompletableFuture.supplyAsync(
              () -> DEVNET.load(others).run(plan, new Random(7), line -> note(line, begun)),
              executor);
      CompletableFuture.anyOf(begun, load).join();
      Waiting.pause(BEFORE);
      Instant death = Instant.now();
      DEVNET.devnet().kill(victim.processes());
      Waiting.pause(AWAY);
      Instant start = Instant.now();
      victim.node().start();
      long wanted = others.getFirst().sequence();
      Federation.await(List.of(victim.node()), wanted, SYNC_LIMIT);
      Duration back = Duration.between(start, Instant.now());
      tell(victim, load.join(), death, start, back);
    }
  }

  private static void note(String line, CompletableFuture<Void> begun) {
    DEVNET.note(line);
    if (line.startsWith("Signed")) {
      begun.complete(null);
    }
  }

  @SuppressWarnings("SystemOut")
  private void tell(Victim victim, LoadReport report, Instant death, Instant start, Duration back) {
    ChainStream stream = ChainStream.read(DEVNET.node(victim.node().number() % 4 + 1));
    System.out.println(
        "death of %s: finality ms %s; longest stall %d ms; in sync %d ms after its start"
            .formatted(
                victim.name(),
                report.finalityMillis(),
                Stall.longest(stream, death, start).toMillis(),
                back.toMillis()));
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.finalCount()).isPositive();
  }
}
