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

/**
 * kill -9 of one of four masternodes, or of one of its services, while payments go on through the
 * other three. It leads a quarter of all sequences, so its death is often a leader's. Times are
 * reported.
 */
abstract class DeadNodes {
  private static final int RATE = 30;
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(8);
  private static final Duration LENGTH = Duration.ofSeconds(25);
  private static final Duration SYNC_LIMIT = Duration.ofMinutes(2);

  private final RunningDevnet devnet;
  private final Federation federation;

  DeadNodes(RunningDevnet devnet) {
    this.devnet = devnet;
    this.federation = new Federation(devnet);
  }

  /** What dies. */
  private record Victim(Node node, String name, List<ServiceProcess> processes) {}

  @Test
  void theOthersGoOnAndTheDeadOneFollows() throws Exception {
    Node node = devnet.node(2);
    die(new Victim(node, "all of 2", node.masternode().services()));
    federation.assertAgreed();
  }

  @Test
  void aSingleServicesDeathIsNoMore() throws Exception {
    Node node = devnet.node(3);
    for (ServiceKind kind : ServiceKind.values()) {
      die(new Victim(node, kind.module() + " of 3", node.masternode().services(kind)));
    }
    federation.assertAgreed();
  }

  private void die(Victim victim) throws Exception {
    List<Node> others =
        devnet.nodes().stream().filter(node -> node.number() != victim.node().number()).toList();
    var plan = new LoadPlan(RATE, (int) LENGTH.toSeconds(), 2, 2, 0.01, 0.05);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new CompletableFuture<Void>();
      CompletableFuture<LoadReport> load =
          CompletableFuture.supplyAsync(
              () -> devnet.load(others).run(plan, new Random(7), line -> note(line, begun)),
              executor);
      CompletableFuture.anyOf(begun, load).join();
      Waiting.pause(BEFORE);
      Instant death = Instant.now();
      devnet.devnet().kill(victim.processes());
      Waiting.pause(AWAY);
      Instant start = Instant.now();
      victim.node().start();
      long wanted = others.getFirst().sequence();
      Federation.await(List.of(victim.node()), wanted, SYNC_LIMIT);
      Duration back = Duration.between(start, Instant.now());
      tell(victim, load.join(), death, start, back);
    }
  }

  private void note(String line, CompletableFuture<Void> begun) {
    devnet.note(line);
    if (line.startsWith("Signed")) {
      begun.complete(null);
    }
  }

  @SuppressWarnings("SystemOut")
  private void tell(Victim victim, LoadReport report, Instant death, Instant start, Duration back) {
    ChainStream stream = ChainStream.read(devnet.node(victim.node().number() % 4 + 1));
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
