package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.health.DependencyWait;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.store.LedgerSnapshot;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Loads the ledger's state, however long the ledger is away. */
final class SnapshotLoader {
  private static final Logger LOG = Logger.getLogger(SnapshotLoader.class);
  private static final Duration RETRY = Duration.ofMillis(250);

  private final LedgerSnapshot ledger;
  private final ServiceState state;
  private final DependencyWait wait;
  private final HeapNeed heap = new HeapNeed(Runtime.getRuntime().maxMemory());

  SnapshotLoader(LedgerSnapshot ledger, ServiceState state) {
    this.ledger = ledger;
    this.state = state;
    this.wait = new DependencyWait(LOG, state, "the ledger (timecoin.ledger-urls)");
  }

  FinalState load() throws InterruptedException {
    state.starting("loading the UTXO set from the ledger");
    while (true) {
      try {
        FinalState loaded = ledger.load(this::progress);
        wait.over();
        LOG.infof(
            "UTXO set of %d outputs at sequence %d",
            loaded.table().size(), loaded.tip().sequence());
        return loaded;
      } catch (QueryException e) {
        wait.because(e.getMessage());
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      }
    }
  }

  private void progress(long outputs, long ofAll) {
    state.starting(
        "loading the UTXO set from the ledger: %d of %d outputs".formatted(outputs, ofAll));
    if (outputs > 0) {
      LOG.infof("%d of %d outputs loaded from the ledger", outputs, ofAll);
    } else {
      heap.warning(ofAll).ifPresent(LOG::warn);
    }
  }
}
