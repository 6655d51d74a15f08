package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.SchemaGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Runs reads in one REPEATABLE READ transaction each. A database that is away, or slower than the
 * deadline of internal reads, makes them unavailable. To be called on an event loop.
 */
@ApplicationScoped
public class SnapshotReads {
  private static final Logger LOG = Logger.getLogger(SnapshotReads.class);
  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final Mutiny.SessionFactory sessions;
  private final SchemaGate gate;
  private final ReadBound bound;
  private final Duration deadline;

  @Inject
  public SnapshotReads(
      Mutiny.SessionFactory sessions, SchemaGate gate, ReadBound bound, NodeConfig config) {
    this.sessions = sessions;
    this.gate = gate;
    this.bound = bound;
    this.deadline = config.internalDeadline();
  }

  /** The answer, or a {@link QueryException}. */
  <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
    if (!gate.isOpen()) {
      return Uni.createFrom().failure(noSchema());
    }
    return Uni.createFrom()
        // Whoever stops waiting does not cancel the transaction: it ends by itself, in order.
        .completionStage(() -> bound.run(() -> running(work)).thenApply(Function.identity()))
        .ifNoItem()
        .after(deadline)
        .fail()
        .onFailure(failure -> !(failure instanceof QueryException))
        .transform(SnapshotReads::unavailable);
  }

  private <T> CompletableFuture<T> running(Function<Mutiny.StatelessSession, Uni<T>> work) {
    return sessions
        .withStatelessTransaction(
            (session, transaction) ->
                session
                    .createNativeQuery(SNAPSHOT)
                    .executeUpdate()
                    .chain(() -> work.apply(session)))
        .subscribeAsCompletionStage();
  }

  /** What is answered while the schema is missing or unknown. */
  public static QueryException noSchema() {
    return QueryException.unavailable("the ledger's database is not ready");
  }

  private static QueryException unavailable(Throwable failure) {
    LOG.debugf(failure, "A read failed");
    return QueryException.unavailable(
        failure instanceof TimeoutException
            ? "the ledger's database is too slow"
            : "the ledger's database does not answer");
  }
}
