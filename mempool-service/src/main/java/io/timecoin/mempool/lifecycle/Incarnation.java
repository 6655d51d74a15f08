package io.timecoin.mempool.lifecycle;

import io.timecoin.mempool.egress.AnswerPlaces;
import io.timecoin.mempool.egress.Outbox;
import io.timecoin.mempool.loop.DomainLoop;
import java.util.concurrent.TimeUnit;

/** The domain as built from one snapshot of the ledger, with its threads. */
record Incarnation(
    DomainLoop loop,
    Outbox outbox,
    AnswerPlaces answers,
    Following following,
    Serving serving,
    Takeover takeover)
    implements AutoCloseable {

  /**
   * Serves no more and finishes what was begun.
   *
   * @param deadline when to leave the rest undone, by {@link System#nanoTime}
   */
  void finish(long deadline) throws InterruptedException {
    serving.close();
    while (System.nanoTime() < deadline && !(loop.isIdle() && outbox.isIdle())) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Override
  public void close() {
    serving.close();
    following.close();
    loop.close();
    outbox.close();
  }
}
