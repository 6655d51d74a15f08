package io.timecoin.ledger.store;

import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.config.LedgerConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The writer's door to PostgreSQL. Blocks the calling thread, which is never an event loop. */
@ApplicationScoped
public class LedgerStore {
  private static final Logger LOG = Logger.getLogger(LedgerStore.class);

  private final Pool pool;
  private final Duration deadline;

  /** What is done within one database transaction. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T run(LedgerTransaction transaction) throws X, InterruptedException;
  }

  @Inject
  public LedgerStore(Pool pool, LedgerConfig config) {
    this(pool, config.databaseDeadline());
  }

  LedgerStore(Pool pool, Duration deadline) {
    this.pool = pool;
    this.deadline = deadline;
  }

  /**
   * Runs the work in one database transaction: all of it is durable when this returns, and nothing
   * of it after any exception but {@link DatabaseException}, after which nobody knows.
   */
  public <T, X extends Exception> T write(Work<T, X> work) throws X, InterruptedException {
    SqlConnection connection = Answer.of(pool.getConnection(), deadline);
    try {
      Transaction transaction = Answer.of(connection.begin(), deadline);
      boolean done = false;
      try {
        T result = work.run(new LedgerTransaction(connection, deadline));
        Answer.of(transaction.commit(), deadline);
        done = true;
        return result;
      } finally {
        if (!done) {
          // Not waited for: the connection is given back behind it.
          transaction.rollback().onFailure(e -> LOG.debugf("No rollback: %s", e.getMessage()));
        }
      }
    } finally {
      connection.close();
    }
  }

  /** Where the ledger stands; empty before genesis. */
  public Optional<LedgerState> state() throws InterruptedException {
    Future<RowSet<Row>> rows = pool.preparedQuery(StateRow.SELECT).execute();
    return Answer.of(
        rows.map(
            found ->
                found.size() == 0
                    ? Optional.empty()
                    : Optional.of(StateRow.read(found.iterator().next()))),
        deadline);
  }
}
