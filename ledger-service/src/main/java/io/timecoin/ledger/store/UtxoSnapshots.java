package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.UtxoTotals;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.rules.UnspentOutput;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens snapshots of the UTXO set and recomputes its commitment from the rows. */
@ApplicationScoped
public class UtxoSnapshots {
  /** Rows that the event loop takes from the database at once. */
  private static final int PAGE = 500;

  private final Pool pool;
  private final Duration deadline;

  /**
   * The set as its rows give it.
   *
   * @param state what the ledger had kept at the same sequence
   */
  public record Recomputed(LedgerState state, LtHash lanes, UtxoTotals totals) {}

  @Inject
  public UtxoSnapshots(Pool pool, LedgerConfig config) {
    this.pool = pool;
    this.deadline = config.databaseDeadline();
  }

  /** A snapshot to be closed by the caller; empty before genesis. */
  public Future<Optional<UtxoSnapshot>> open() {
    return UtxoSnapshot.open(pool);
  }

  /** Reads the whole set; blocks the calling thread, about 10 µs per output. */
  public Optional<Recomputed> recompute() throws InterruptedException {
    Optional<UtxoSnapshot> opened = Answer.of(open(), deadline);
    return opened.isEmpty() ? Optional.empty() : Optional.of(recompute(opened.get()));
  }

  private Recomputed recompute(UtxoSnapshot snapshot) throws InterruptedException {
    try {
      var lanes = new LtHash();
      long count = 0;
      long value = 0;
      List<UnspentOutput> page = page(snapshot);
      while (!page.isEmpty()) {
        for (UnspentOutput output : page) {
          lanes.add(output.outpoint(), output.output());
          value = Math.addExact(value, output.output().value());
        }
        count += page.size();
        page = page(snapshot);
      }
      return new Recomputed(snapshot.state(), lanes, new UtxoTotals(count, value));
    } finally {
      snapshot.close();
    }
  }

  private List<UnspentOutput> page(UtxoSnapshot snapshot) throws InterruptedException {
    return Answer.of(snapshot.next(PAGE, Function.identity()), deadline);
  }
}
