package io.timecoin.ledger.store.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.UtxoSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Recomputes the state commitment from the rows, after the start and then every so many blocks, on
 * a thread of its own beside the writer: a snapshot, so what is written meanwhile does not matter.
 * A mismatch halts the writer.
 */
@ApplicationScoped
public class StateAudit {
  private static final Logger LOG = Logger.getLogger(StateAudit.class);

  private final UtxoSnapshots snapshots;
  private final AppliedHead head;
  private final WriterHealth health;
  private final LedgerConfig.Audit config;
  private final Counter audits;
  // One that waits is enough: it sees the latest rows when it begins.
  private final BlockingQueue<LedgerState> wanted = new ArrayBlockingQueue<>(1);
  private volatile Thread thread;
  private long lastHeight = -1;

  @Inject
  public StateAudit(
      UtxoSnapshots snapshots,
      AppliedHead head,
      WriterHealth health,
      LedgerConfig config,
      MeterRegistry metrics) {
    this.snapshots = snapshots;
    this.head = head;
    this.health = health;
    this.config = config.audit();
    this.audits = metrics.counter("timecoin.ledger.audits");
  }

  /** Compares now; blocks. */
  public Optional<Contradiction> audit() throws InterruptedException {
    Optional<UtxoSnapshots.Recomputed> recomputed = snapshots.recompute();
    audits.increment();
    return recomputed.flatMap(
        rows -> StateComparison.compare(rows.state(), rows.lanes(), rows.totals()));
  }

  void onStart(@Observes StartupEvent event) {
    if (config.everyBlocks() > 0) {
      head.listen(this::advanced);
      thread = Thread.ofPlatform().name("audit").daemon().start(this::run);
    }
  }

  void onShutdown(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** On the writer's thread only. */
  private void advanced(LedgerState state) {
    if (lastHeight < 0 || state.height() >= lastHeight + config.everyBlocks()) {
      lastHeight = state.height();
      if (state.utxos().count() > config.atMostUtxos()) {
        LOG.debugf("No audit of %d outputs", state.utxos().count());
      } else if (!wanted.offer(state)) {
        LOG.debugf("An audit waits already at height %d", state.height());
      }
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        LedgerState state = wanted.take();
        auditOnce(state);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void auditOnce(LedgerState asked) throws InterruptedException {
    try {
      Optional<Contradiction> mismatch = audit();
      mismatch.ifPresent(health::halt);
      if (mismatch.isEmpty()) {
        LOG.debugf("The rows give the kept commitment, asked at height %d", asked.height());
      }
    } catch (DatabaseException e) {
      // The next one is not far.
      LOG.warnf("No audit at height %d: %s", asked.height(), e.getMessage());
    }
  }
}
