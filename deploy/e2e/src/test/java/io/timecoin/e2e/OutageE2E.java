package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ARCHITECTURE, "When something is down": what goes on, what stops, and how soon it is back. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class OutageE2E {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Boolean.getBoolean("test.full") ? 60 : 12);
  private static final Duration BACK_LIMIT = Duration.ofSeconds(30);

  /** Far above what is reported: an answer that takes longer was blocked by the outage. */
  private static final Duration BLOCKED = Duration.ofSeconds(2);

  private static final int COINS = 200;
  private static final long COIN = 10_000_000L;

  @RegisterExtension static final RunningDevnet DEVNET = new RunningDevnet("outage", 1, INTERVAL);

  private static final List<String> REPORT = new ArrayList<>();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Payments payments = new Payments(DEVNET.gateway());
  private final Deque<Transaction> unsent = new ArrayDeque<>();

  @BeforeEach
  void preparePayments() {
    Transaction split = DEVNET.purse().split(DEVNET.purse().coin(), COINS, COIN);
    payments.settle(split);
    for (int i = 0; i < COINS; i++) {
      unsent.add(
          DEVNET.purse().pay(DEVNET.purse().output(split, i), DEVNET.purse().owner(), COIN / 2));
    }
  }

  @AfterAll
  @SuppressWarnings("SystemOut")
  static void tell() {
    REPORT.forEach(System.out::println);
  }

  @Test
  void withoutKafkaTheIntakeSaysSoAndWhatWasPromisedBecomesFinal() throws Exception {
    List<Transaction> promised = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      promised.add(send(202));
    }
    DEVNET.devnet().kafka().kill();
    Instant killed = Instant.now();
    // Until the breaker knows: promises are kept, everything else is told to come again.
    Poll.untilTrue("the intake is closed", BACK_LIMIT, () -> statusOfNext(promised) == 503);
    Duration noticed = Duration.between(killed, Instant.now());
    Duration slowest = Duration.ZERO;
    while (Duration.between(killed, Instant.now()).compareTo(OUTAGE) < 0) {
      Instant asked = Instant.now();
      HttpResponse<String> answer = post(unsent.getFirst());
      Duration took = Duration.between(asked, Instant.now());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      Thread.sleep(100);
    }
    assertThat(slowest).isLessThan(BLOCKED);
    assertEverybodyIsReady();

    DEVNET.devnet().kafka().restart();
    Instant back = Instant.now();
    Poll.untilTrue("payments are taken again", BACK_LIMIT, () -> statusOfNext(promised) == 202);
    Duration taken = Duration.between(back, Instant.now());
    payments.awaitFinal(promised.getLast());
    Duration finality = Duration.between(back, Instant.now());
    promised.forEach(payments::awaitFinal);
    REPORT.add(
        ("Kafka down for %d s: intake closed after %d ms, slowest 503 %d ms; back: first 202 after"
                + " %d ms, final after %d ms, %d promises kept")
            .formatted(
                OUTAGE.toSeconds(),
                noticed.toMillis(),
                slowest.toMillis(),
                taken.toMillis(),
                finality.toMillis(),
                promised.size()));
  }

  @Test
  void withoutPostgresqlFinalityGoesOnAndTheLedgerCatchesUp() throws Exception {
    DEVNET.devnet().postgres().kill();
    Instant killed = Instant.now();
    int paid = 0;
    while (Duration.between(killed, Instant.now()).compareTo(OUTAGE) < 0) {
      payments.awaitFinal(send(202));
      paid++;
      Thread.sleep(100);
    }
    String owner = DEVNET.purse().owner().toString();
    assertThatExceptionOfType(RpcFailure.class)
        .isThrownBy(() -> DEVNET.gateway().call("getbalance", owner));
    assertEverybodyIsReady();

    long sequence = ChainStream.read(DEVNET).lastSequence();
    DEVNET.devnet().postgres().restart();
    Instant back = Instant.now();
    awaitLedger(sequence);
    Duration caughtUp = Duration.between(back, Instant.now());
    Poll.untilTrue("queries answer", BACK_LIMIT, () -> answersBalance(owner));
    PublicStream.of(DEVNET).assertSound();
    REPORT.add(
        "PostgreSQL down for %d s: %d payments final meanwhile; back: ledger caught up after %d ms"
            .formatted(OUTAGE.toSeconds(), paid, caughtUp.toMillis()));
  }

  @Test
  void aServiceThatHangsHoldsUpNobodyElse() throws Exception {
    for (ServiceKind kind : List.of(ServiceKind.LEDGER, ServiceKind.CONSENSUS)) {
      hang(DEVNET.service(kind));
    }
  }

  /** Intake goes on whoever hangs; finality does unless it is the one who votes. */
  private void hang(ServiceProcess service) throws Exception {
    signal("STOP", service);
    Instant stopped = Instant.now();
    List<Transaction> promised = new ArrayList<>();
    try {
      while (Duration.between(stopped, Instant.now()).compareTo(OUTAGE.dividedBy(2)) < 0) {
        Transaction payment = send(202);
        promised.add(payment);
        if (service.kind() == ServiceKind.LEDGER) {
          payments.awaitFinal(payment);
        }
        Thread.sleep(200);
      }
    } finally {
      signal("CONT", service);
    }
    Instant woken = Instant.now();
    promised.forEach(payments::awaitFinal);
    awaitLedger(ChainStream.read(DEVNET).lastSequence());
    REPORT.add(
        "%s paused for %d s: %d payments taken; all final and in the ledger %d ms after it woke"
            .formatted(
                service.name(),
                OUTAGE.dividedBy(2).toSeconds(),
                promised.size(),
                Duration.between(woken, Instant.now()).toMillis()));
  }

  private static void signal(String name, ServiceProcess service)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(service.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static void awaitLedger(long sequence) {
    Poll.untilTrue(
        "sequence " + sequence + " in the ledger",
        BACK_LIMIT,
        () -> LedgerSnapshot.sequenceOf(DEVNET.devnet().database()) >= sequence);
  }

  private static boolean answersBalance(String owner) {
    try {
      return DEVNET.gateway().call("getbalance", owner).isNumber();
    } catch (RpcFailure e) {
      return false;
    }
  }

  /** A dependency that is down changes no service's readiness. */
  private static void assertEverybodyIsReady() {
    for (ServiceProcess service : DEVNET.devnet().masternode().services()) {
      assertThat(HealthProbe.ask(service.port()).reasons()).as(service.name()).isEmpty();
    }
  }

  private Transaction send(int status) throws IOException, InterruptedException {
    Transaction payment = unsent.removeFirst();
    assertThat(post(payment).statusCode()).isEqualTo(status);
    return payment;
  }

  /** Hands the next payment in; what is promised is noted. */
  private int statusOfNext(List<Transaction> promised) {
    try {
      int status = post(unsent.getFirst()).statusCode();
      if (status == 202) {
        promised.add(unsent.removeFirst());
      }
      return status;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> post(Transaction payment) throws IOException, InterruptedException {
    String body = "{\"transactions\":[\"%s\"]}".formatted(Payments.hex(payment));
    return http.send(
        HttpRequest.newBuilder(DEVNET.gateway().base().resolve("v1/transactions"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
