package io.timecoin.ledger.testing;

import io.timecoin.kit.testing.WatchedCalls;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A writer's way to PostgreSQL that ends, as by kill -9, before one of its steps: nothing reaches
 * the database from there on, no rollback either. What was sent before has been carried out.
 */
public final class DatabaseSteps implements WatchedCalls.Watcher {
  /** The close follows the commit's answer: before it, all is durable and nobody told. */
  private static final List<String> STEPS =
      List.of("getConnection", "begin", "execute", "commit", "close");

  private final int last;
  private int steps;
  private boolean dead;
  private Future<?> sent = Future.succeededFuture();
  private SqlConnection connection;

  /**
   * @param last dies before this step, counted from 1
   */
  public DatabaseSteps(int last) {
    this.last = last;
  }

  public Pool watched(Pool pool) {
    return WatchedCalls.of(Pool.class, pool, this);
  }

  public boolean dead() {
    return dead;
  }

  /** What the end of a process does: its connection breaks. */
  public void breakConnection(LedgerFixture fixture) throws Exception {
    if (connection != null) {
      fixture.execute(
          "SELECT pg_terminate_backend(%d, 5000)"
              .formatted(PgConnection.cast(connection).processId()));
    }
  }

  @Override
  public void before(Method call) {
    if (!dead && STEPS.contains(call.getName()) && ++steps == last) {
      sent.toCompletionStage().toCompletableFuture().join();
      dead = true;
    }
    if (dead) {
      throw new Death();
    }
  }

  @Override
  public Object after(Method call, Object result) {
    if (result instanceof PreparedQuery<?> query) {
      return WatchedCalls.of(PreparedQuery.class, query, this);
    }
    return switch (call.getName()) {
      case "getConnection" -> ((Future<?>) result).map(opened -> watched((SqlConnection) opened));
      case "begin" ->
          ((Future<?>) result)
              .map(begun -> WatchedCalls.of(Transaction.class, (Transaction) begun, this));
      case "execute", "commit" -> {
        sent = (Future<?>) result;
        yield result;
      }
      default -> result;
    };
  }

  private SqlConnection watched(SqlConnection opened) {
    connection = opened;
    return WatchedCalls.of(SqlConnection.class, opened, this);
  }
}
