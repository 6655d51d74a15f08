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

  private Answer() {}

  /**
   * The result.
   *
   * @throws DatabaseException when it failed or took too long
   * @throws ConstraintException when a constraint refused it
   */
  static <T> T of(Future<T> future, Duration deadline) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PgException refused
          && refused.getSqlState() != null
          && refused.getSqlState().startsWith(CONSTRAINT_CLASS)) {
        throw new ConstraintException(refused.getMessage(), refused);
      }
      throw new DatabaseException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (TimeoutException e) {
      throw new DatabaseException("no answer within " + deadline, e);
    }
  }
}
