package io.timecoin.mempool.lifecycle;

import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.store.LedgerSpenders;

/** Takes the domain's questions to the ledger and the answers back. */
final class SpenderDesk implements DomainLoop.SpenderQuestions {
  private final LedgerSpenders ledger;
  private volatile DomainLoop loop;

  SpenderDesk(LedgerSpenders ledger) {
    this.ledger = ledger;
  }

  /** Whom the answers go to; set before the first question. */
  void answerTo(DomainLoop domain) {
    loop = domain;
  }

  /** An answer that finds no room is lost: its orphan then ends by time. */
  @Override
  public void accept(PoolChange.SpenderWanted wanted) {
    ledger.ask(
        wanted.outpoint(),
        spender ->
            loop.offer(node -> node.spenderFound(wanted.wtxid(), wanted.inputIndex(), spender)));
  }
}
