package io.timecoin.mempool.lifecycle;

import io.timecoin.mempool.egress.AnswerPlaces;
import io.timecoin.mempool.egress.Outbox;
import io.timecoin.mempool.loop.DomainLoop;

/** The domain as built from one snapshot of the ledger, with its threads. */
record Incarnation(
    DomainLoop loop,
    Outbox outbox,
    AnswerPlaces answers,
    Following following,
    Serving serving,
    Takeover takeover)
    implements AutoCloseable {
  @Override
  public void close() {
    serving.close();
    following.close();
    loop.close();
    outbox.close();
  }
}
