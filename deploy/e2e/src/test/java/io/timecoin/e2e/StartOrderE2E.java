package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services, broker and database come up in any order: whoever misses something lives, says what it
 * waits for at a pace, and goes on by itself.
 */
final class StartOrderE2E {
  private static final int ORDERS = 3;
  private static final Duration TOLD_LIMIT = Duration.ofSeconds(40);
  private static final int LONGEST_GAP_MILLIS = 4_000;

  /**
   * Of one start, however long it waited: a handful about the start itself, one for each thing that
   * is waited for and each half minute.
   */
  private static final int MOST_LINES = 30;

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("orders", 1, Duration.ofSeconds(5));

  private final AllProcesses all = new AllProcesses(DEVNET.devnet());
  private final Payments payments = new Payments(DEVNET.gateway());

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Boolean.getBoolean("test.full") ? ORDERS : 1);
  }

  @Test
  void servicesStartedBeforeKafkaAndPostgresqlWaitAndSayForWhat() {
    Transaction unsent = payment();
    all.stop();
    Map<ServiceProcess, StartLog> logs = logs();
    DEVNET.devnet().masternode().services().forEach(DEVNET.devnet()::restart);

    for (ServiceProcess service : logs.keySet()) {
      awaitWait(service, "waiting for Kafka at " + DEVNET.devnet().kafkaBootstrap());
      assertThat(CapabilitiesPage.of(service).saysWhatDoesNotWork())
          .as("%s says what does not work", service.name())
          .isTrue();
    }
    awaitWait(DEVNET.service(ServiceKind.LEDGER), "waiting for PostgreSQL");
    assertThat(DEVNET.gateway().submit(List.of(unsent.encode())).status()).isEqualTo(503);
    DEVNET.devnet().kafka().restart();
    awaitWait(DEVNET.service(ServiceKind.MEMPOOL), "waiting for the ledger");
    awaitWait(DEVNET.service(ServiceKind.CONSENSUS), "waiting for the ledger");
    DEVNET.devnet().postgres().restart();
    all.awaitWorking();

    settle();
    assertThat(logs.keySet()).allMatch(service -> CapabilitiesPage.of(service).waits().isEmpty());
    logs.forEach(
        (service, log) -> {
          assertPaced(service, log);
          assertThat(log.lines())
              .as("log of %s", service.name())
              .anyMatch(line -> line.contains("Waiting for Kafka at "))
              .anyMatch(line -> line.contains("No longer waiting for Kafka at "));
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPaymentIsFinalWhateverTheOrder(long seed) {
    var random = new Random(seed);
    List<Victim> order = new ArrayList<>(Victim.of(DEVNET.devnet()));
    Collections.shuffle(order, random);
    DEVNET.note("seed %d: %s".formatted(seed, order.stream().map(Victim::name).toList()));
    all.stop();
    Map<ServiceProcess, StartLog> logs = logs();

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new ArrayList<CompletableFuture<Void>>();
      for (Victim part : order) {
        begun.add(CompletableFuture.runAsync(part.start(), executor));
        // The gap is part of what the seed draws; nothing is expected to have happened after it.
        Waiting.pause(Duration.ofMillis(random.nextInt(LONGEST_GAP_MILLIS)));
      }
      begun.forEach(CompletableFuture::join);
    }
    all.awaitWorking();

    settle();
    logs.forEach(StartOrderE2E::assertPaced);
  }

  private static Map<ServiceProcess, StartLog> logs() {
    var logs = new LinkedHashMap<ServiceProcess, StartLog>();
    DEVNET.devnet().masternode().services().forEach(each -> logs.put(each, StartLog.of(each)));
    return logs;
  }

  /** Told as a wait, and as the reason not to be ready; the process lives. */
  private static void awaitWait(ServiceProcess service, String wait) {
    Poll.untilTrue(
        service.name() + " says " + wait,
        TOLD_LIMIT,
        () ->
            CapabilitiesPage.of(service).waits().stream().anyMatch(told -> told.startsWith(wait)));
    assertThat(service.isAlive()).isTrue();
  }

  /** What was said until it worked. */
  private static void assertPaced(ServiceProcess service, StartLog log) {
    List<String> waiting =
        log.lines().stream().takeWhile(line -> !line.contains("Service is warm")).toList();
    assertThat(waiting)
        .as("log of %s", service.name())
        .isNotEmpty()
        .hasSizeLessThan(MOST_LINES)
        .noneMatch(line -> line.startsWith("\tat "))
        .noneMatch(line -> line.contains(" ERROR "));
  }

  private static Transaction payment() {
    return DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  private void settle() {
    JsonNode unused = payments.settle(payment());
  }
}
