package io.timecoin.ledger.ingress;

import io.timecoin.ledger.chain.BatchNeeds;
import io.timecoin.ledger.chain.ChainBatch;
import io.timecoin.ledger.chain.ChainRules;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.ContradictionException;
import io.timecoin.ledger.chain.LedgerRows;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.store.LedgerStore;
import io.timecoin.ledger.store.LedgerTransaction;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes microblocks in one database transaction. The state row is read and held first, so whatever
 * was written before, by whom and how often, is skipped: idempotent by sequence, and two writers
 * cannot both apply a sequence.
 */
@ApplicationScoped
public class BatchWriter {
  private final LedgerStore store;
  private final ChainRules rules;
  private final LedgerMetrics metrics;
  private final InstantSource clock;

  /**
   * What became of a batch.
   *
   * @param state after it
   * @param contradiction where it stopped; what came before that is written
   */
  public record Outcome(LedgerState state, Optional<Contradiction> contradiction) {}

  @Inject
  public BatchWriter(
      LedgerStore store, ChainRules rules, LedgerMetrics metrics, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Applies the microblocks that are not applied yet; blocks until they are durable. */
  public Outcome write(List<StreamedMicroblock> microblocks) throws InterruptedException {
    return store.write(transaction -> write(transaction, microblocks));
  }

  private Outcome write(LedgerTransaction transaction, List<StreamedMicroblock> microblocks)
      throws InterruptedException {
    long started = System.nanoTime();
    LedgerState before =
        transaction
            .lockState()
            .orElseThrow(() -> new IllegalStateException("genesis is not applied"));
    List<StreamedMicroblock> repeated =
        microblocks.stream().filter(each -> each.sequence() <= before.sequence()).toList();
    List<StreamedMicroblock> fresh =
        microblocks.stream().filter(each -> each.sequence() > before.sequence()).toList();
    Optional<Contradiction> second = secondDigest(transaction, repeated);
    metrics.repeated(repeated.size());
    if (second.isPresent() || fresh.isEmpty()) {
      return new Outcome(before, second);
    }
    ChainBatch batch = prepare(transaction, before, fresh);
    Optional<Contradiction> contradiction = apply(batch, fresh);
    LedgerRows rows = batch.rows();
    LedgerState after = batch.state();
    long prepared = System.nanoTime();
    if (!rows.microblocks().isEmpty()) {
      transaction.write(rows, after, clock.millis());
    }
    report(rows, started, prepared);
    return new Outcome(after, contradiction);
  }

  private ChainBatch prepare(
      LedgerTransaction transaction, LedgerState before, List<StreamedMicroblock> fresh)
      throws InterruptedException {
    var needs = new BatchNeeds(rules, fresh);
    var outputs = transaction.outputs(needs.outpoints());
    var balances = transaction.balances(needs.addresses(outputs.values()));
    return new ChainBatch(rules, before, outputs, balances);
  }

  private static Optional<Contradiction> apply(
      ChainBatch batch, List<StreamedMicroblock> microblocks) {
    long last = -1;
    for (StreamedMicroblock microblock : microblocks) {
      if (microblock.sequence() <= last) {
        if (batch.applied(microblock.sequence(), microblock.header().digest())) {
          // A record that follows its own copy within one batch.
          continue;
        }
        return Optional.of(
            new Contradiction(
                ContradictionCode.SECOND_DIGEST,
                microblock.sequence(),
                "the stream brings two, the second is " + microblock.header().digest()));
      }
      try {
        batch.apply(microblock);
        last = microblock.sequence();
      } catch (ContradictionException e) {
        return Optional.of(e.contradiction());
      }
    }
    return Optional.empty();
  }

  private static Optional<Contradiction> secondDigest(
      LedgerTransaction transaction, List<StreamedMicroblock> repeated)
      throws InterruptedException {
    if (repeated.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, Hash256> known =
        transaction.digests(repeated.stream().map(StreamedMicroblock::sequence).toList());
    return repeated.stream()
        .filter(each -> !each.header().digest().equals(known.get(each.sequence())))
        .findFirst()
        .map(
            each ->
                new Contradiction(
                    ContradictionCode.SECOND_DIGEST,
                    each.sequence(),
                    "the ledger holds %s, the stream brings %s"
                        .formatted(known.get(each.sequence()), each.header().digest())));
  }

  private void report(LedgerRows rows, long started, long prepared) {
    long now = System.nanoTime();
    metrics.batch(
        rows.microblocks().size(),
        rows.transactions().size(),
        rows.count(),
        Duration.ofNanos(now - started),
        Duration.ofNanos(now - prepared));
  }
}
