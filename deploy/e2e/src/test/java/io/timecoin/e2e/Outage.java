package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.e2e.OutageClient.Attempt;
import java.time.Duration;
import java.util.List;

/**
 * A fault while a client pays, and what must hold after every one: nothing promised is lost, every
 * service is ready, the ledger is sound. What was measured goes into {@link OutageTable}.
 */
final class Outage {
  static final boolean FULL = Boolean.getBoolean("test.full");

  /** How long a backend is gone. */
  static final Duration GONE =
      Duration.ofSeconds(FULL ? Integer.getInteger("test.outage.seconds", 60) : 12);

  /** How long any other fault lasts. */
  private static final Duration USUAL = FULL ? GONE.dividedBy(2) : GONE;

  /** ARCHITECTURE promises 10 s on an idle machine; two busy cores get three times that. */
  static final Duration BACK_LIMIT = Duration.ofSeconds(30);

  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final int PAYMENTS_PER_SECOND = 10;

  private final RunningDevnet devnet;

  Outage(RunningDevnet devnet) {
    this.devnet = devnet;
  }

  OutageRow of(String what, Fault fault) throws Exception {
    return of(what, fault, USUAL);
  }

  OutageRow of(String what, Fault fault, Duration length) throws Exception {
    Duration atMost = length.plus(BACK_LIMIT).plus(BACK_LIMIT);
    var coins = new OutageCoins(devnet, (int) atMost.toSeconds() * PAYMENTS_PER_SECOND);
    try (var client = new OutageClient(devnet, coins)) {
      long start = System.nanoTime();
      Poll.untilTrue(
          "payments are final before", BACK_LIMIT, () -> client.finalPromisedSince(start));
      long begun = System.nanoTime();
      devnet.note(what + " begins");
      long ended;
      try {
        fault.begin();
        sleepUntil(begun + length.toNanos());
      } finally {
        ended = System.nanoTime();
        devnet.note(what + " ends");
        fault.end();
      }
      long back = System.nanoTime();
      long finals = client.finalBetween(begun, ended);
      Poll.untilTrue(
          "a payment promised after " + what + " is final",
          BACK_LIMIT,
          () -> client.finalPromisedSince(back));
      Duration backAfter = Duration.ofNanos(System.nanoTime() - back);
      client.stopPaying();
      awaitEnds(client);
      OutageRow row =
          new OutageRow(
              what,
              Duration.ofNanos(ended - begun),
              during(client.submissions(), begun, ended),
              finals,
              during(client.queries(), begun, ended),
              backAfter,
              client.open().size());
      devnet.note(row.line());
      OutageTable.add(row);
      assertThat(client.otherEnds()).as("ends of promised payments").isEmpty();
      assertThat(client.open()).as("promised and without an end").isEmpty();
      assertThat(row.everyRefusalSaysWhenToComeAgain()).isTrue();
      fault.afterwards();
      assertAllIsWell();
      return row;
    }
  }

  private static void awaitEnds(OutageClient client) {
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    while (!client.open().isEmpty() && System.nanoTime() - deadline < 0) {
      sleepUntil(System.nanoTime() + 100_000_000L);
    }
  }

  private void assertAllIsWell() throws Exception {
    for (ServiceProcess service : devnet.devnet().masternode().services()) {
      Poll.untilTrue(
          service.name() + " ready", BACK_LIMIT, () -> HealthProbe.ask(service.port()).ready());
    }
    long sequence = ChainStream.read(devnet).lastSequence();
    Poll.untilTrue(
        "sequence " + sequence + " in the ledger",
        BACK_LIMIT,
        () -> LedgerSnapshot.sequenceOf(devnet.devnet().database()) >= sequence);
    PublicStream.of(devnet).assertSound();
  }

  private static List<Attempt> during(List<Attempt> attempts, long begun, long ended) {
    return attempts.stream()
        .filter(each -> each.askedNanos() - begun >= 0 && each.askedNanos() - ended < 0)
        .toList();
  }

  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, left)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
