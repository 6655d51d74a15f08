package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.protocol.codec.DecodeException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application learns from Kafka alone, with the schemas and the protocol library: the same
 * truth that PostgreSQL holds.
 */
final class PublicStreamE2E {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @RegisterExtension static final RunningDevnet DEVNET = new RunningDevnet("stream", 1, INTERVAL);

  private static PublicStream published;

  /** Payments of all kinds over some blocks; then the ledger and the stream at one sequence. */
  @BeforeAll
  static void payAndRead() throws SQLException {
    var payments = new Payments(DEVNET.gateway());
    var generator =
        new LoadGenerator(DEVNET.gateway(), DEVNET.genesis().hash(), DEVNET.devnet().keys().load());
    assertThat(
            generator
                .run(new LoadPlan(50, 6, 2, 3, 0.1, 0.1), new Random(4), DEVNET::note)
                .unexpected())
        .isEmpty();
    payments.awaitHeight(payments.height() + 2, INTERVAL.multipliedBy(5));
    published = PublicStream.of(DEVNET);
  }

  @Test
  void theVerifiedStreamEndsWithTheUtxoSetOfPostgresql() {
    published.theVerifiedStreamEndsWithTheUtxoSetOfPostgresql();
  }

  @Test
  void theCommitmentOverPostgresqlIsTheStreams() {
    published.theCommitmentOverPostgresqlIsTheStreams();
  }

  @Test
  void moneyAddsUp() {
    published.moneyAddsUp();
  }

  @Test
  void everyBlockIsPublishedOnceAndIsTheCertifiedSeal() throws DecodeException {
    published.everyBlockIsPublishedOnceAndIsTheCertifiedSeal();
  }

  @Test
  void everyTransactionIsPublishedOnceWithItsPath() throws DecodeException {
    published.everyTransactionIsPublishedOnceWithItsPath();
  }

  @Test
  void everyChangeOfABalanceIsPublishedOnceWithTheRunningBalance() {
    published.everyChangeOfABalanceIsPublishedOnceWithTheRunningBalance();
  }

  @Test
  void theExampleInPythonProvesEveryPaymentByItself(@TempDir Path folder) throws Exception {
    assumeThat(PythonExample.hasPython()).as("python3 with venv").isTrue();
    var example = PythonExample.installed(folder);
    example.runItsTests();

    assertThat(example.follow(DEVNET, published.ledger().sequence()))
        .isEqualTo(published.txidsInFinalOrder());
    // What is printed is not printed again by one that goes on.
    assertThat(example.follow(DEVNET, published.ledger().sequence())).isEmpty();
  }

  /** Those of the members go on changing with every block. */
  @Test
  void theExampleInJavaTellsEveryBalance() throws Exception {
    Map<String, Long> balances = JavaExample.balances(DEVNET);

    Map<String, Long> expected = published.balances();
    DEVNET.genesis().members().forEach(member -> expected.remove(member.reward().toString()));
    assertThat(expected).isNotEmpty();
    assertThat(balances).containsAllEntriesOf(expected);
  }
}
