package io.timecoin.devnet.ledgerrate;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.Figures;
import io.timecoin.devnet.cpu.ProcessorTime;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.devnet.suite.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The devnet's ledger, started alone, and what it writes of chain.microblocks until its end. */
final class Replay {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Devnet devnet;
  private final int payments;
  private final Progress progress;
  private final ProcessorTime time = new ProcessorTime();

  Replay(Devnet devnet, int payments, Progress progress) {
    this.devnet = devnet;
    this.payments = payments;
    this.progress = progress;
  }

  /** Payments that are written, the moment, and the processor time of each process until then. */
  private record Mark(long written, long nanos, Map<String, Long> cpu) {}

  /**
   * Starts the ledger, waits until it has written all of it, and stops it.
   *
   * @param publishes whether it publishes what it writes meanwhile
   */
  LedgerRateReport.Rate measure(String name, boolean publishes) {
    ServiceProcess own = devnet.masternode().services(ServiceKind.LEDGER).getFirst();
    ServiceProcess ledger =
        own.variant(
            own.name() + "-" + name,
            Map.of("timecoin.ledger.publisher", Boolean.toString(publishes)));
    try (Connection connection = devnet.database().connect()) {
      long before = written(connection);
      devnet.start(List.of(ledger), progress);
      try {
        Mark half = await(connection, before + payments / 2, ledger);
        Mark end = await(connection, before + payments, ledger);
        return rate(half, end);
      } finally {
        ledger.stop();
      }
    } catch (SQLException e) {
      throw new LauncherFailure("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private Mark await(Connection connection, long wanted, ServiceProcess ledger)
      throws SQLException {
    long begin = System.nanoTime();
    long written = written(connection);
    while (written < wanted) {
      if (System.nanoTime() - begin > LIMIT.toNanos() || !ledger.isAlive()) {
        throw new LauncherFailure(
            "the ledger has written %,d of %,d payments".formatted(written, wanted));
      }
      Waiting.pause(LOOK_AGAIN);
      written = written(connection);
    }
    var cpu = new LinkedHashMap<String, Long>();
    cpu.put("ledger", time.ofProcess(ledger.pid()));
    cpu.put("kafka", time.ofProcess(devnet.kafka().pid()));
    cpu.put("postgresql", time.ofFamily(devnet.postgres().pid()));
    return new Mark(written, System.nanoTime(), cpu);
  }

  private static long written(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT next_number FROM ledger_state")) {
      return rows.next() ? rows.getLong(1) - 1 : 0;
    }
  }

  private static LedgerRateReport.Rate rate(Mark from, Mark to) {
    double count = to.written() - from.written();
    var micros = new LinkedHashMap<String, Double>();
    to.cpu()
        .forEach(
            (process, nanos) ->
                micros.put(
                    process, Figures.rounded((nanos - from.cpu().get(process)) / 1e3 / count, 1)));
    return new LedgerRateReport.Rate(
        Figures.rounded(count / ((to.nanos() - from.nanos()) / 1e9), 0), micros);
  }
}
