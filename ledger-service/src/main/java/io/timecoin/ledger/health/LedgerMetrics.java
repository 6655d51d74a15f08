package io.timecoin.ledger.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The ledger's figures. */
@ApplicationScoped
public class LedgerMetrics {
  private final AtomicLong sequence;
  private final AtomicLong height;
  private final AtomicLong utxos;
  private final AtomicLong received;
  private final AtomicLong published;
  private final Timer apply;
  private final Timer transaction;
  private final Counter rows;
  private final Counter payments;
  private final DistributionSummary batch;
  private final Counter skipped;
  private final Counter unnamed;
  private final MeterRegistry metrics;

  @Inject
  public LedgerMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    sequence = metrics.gauge("timecoin.ledger.applied.sequence", new AtomicLong());
    height = metrics.gauge("timecoin.ledger.height", new AtomicLong());
    utxos = metrics.gauge("timecoin.ledger.utxos", new AtomicLong());
    received = metrics.gauge("timecoin.ledger.received.sequence", new AtomicLong());
    published = metrics.gauge("timecoin.ledger.published.sequence", new AtomicLong());
    apply = metrics.timer("timecoin.ledger.apply");
    transaction = metrics.timer("timecoin.ledger.database.transaction");
    rows = metrics.counter("timecoin.ledger.rows");
    payments = metrics.counter("timecoin.ledger.payments");
    batch = metrics.summary("timecoin.ledger.batch.microblocks");
    skipped = metrics.counter("timecoin.ledger.repeated.microblocks");
    unnamed = metrics.counter("timecoin.ledger.unnamed.vote.log");
  }

  @PostConstruct
  void register() {
    metrics.gauge("timecoin.ledger.lag.sequences", this, LedgerMetrics::lag);
    metrics.gauge("timecoin.ledger.publisher.lag.sequences", this, LedgerMetrics::publisherLag);
  }

  /** The newest sequence seen in chain.microblocks. */
  public void received(long newest) {
    received.accumulateAndGet(newest, Math::max);
  }

  /** Where the ledger stands. */
  public void applied(long newSequence, long newHeight, long utxoCount) {
    sequence.set(newSequence);
    height.set(newHeight);
    utxos.set(utxoCount);
  }

  /** One database transaction: checks and statements together, and the statements alone. */
  public void batch(
      int microblocks, long transactions, long rowCount, Duration all, Duration database) {
    batch.record(microblocks);
    payments.increment((double) transactions);
    rows.increment((double) rowCount);
    apply.record(all);
    transaction.record(database);
  }

  /** Records of sequences that were applied before. */
  public void repeated(int count) {
    skipped.increment(count);
  }

  /** A record that does not name its vote log. */
  public void unnamedVoteLog() {
    unnamed.increment();
  }

  /** The last sequence whose events are in Kafka. */
  public void published(long last) {
    published.set(last);
  }

  private double lag() {
    return Math.max(0, received.get() - sequence.get());
  }

  private double publisherLag() {
    return Math.max(0, Math.max(sequence.get(), received.get()) - published.get());
  }
}
