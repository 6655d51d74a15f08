package io.timecoin.ledger.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the database on a thread that may block; never used on an event loop. */
final class Answer {
  /** SQLSTATE class "integrity constraint violation". */
  private static final String CONSTRAINT_CLASS = "23";

  /** SQLSTATE class "syntax error or access rule violation". */
  private static final String STATEMENT_CLASS = "42";

  private Answer() {}

  /**
   * The result.
   *
   * @throws DatabaseException when it failed or took too long
   * @throws ConstraintException when a constraint refused it
   * @throws StatementException when the statement itself is wrong here
   */
  static <T> T of(Future<T> future, Duration deadline) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw named(e.getCause());
    } catch (TimeoutException e) {
      throw new DatabaseException("no answer within " + deadline, e);
    }
  }

  private static RuntimeException named(Throwable failure) {
    String sqlState =
        failure instanceof PgException refused && refused.getSqlState() != null
            ? refused.getSqlState()
            : "";
    if (sqlState.startsWith(CONSTRAINT_CLASS)) {
      return new ConstraintException(failure.getMessage(), failure);
    }
    if (sqlState.startsWith(STATEMENT_CLASS)) {
      return new StatementException(sqlState, failure);
    }
    return new DatabaseException(String.valueOf(failure.getMessage()), failure);
  }
}
