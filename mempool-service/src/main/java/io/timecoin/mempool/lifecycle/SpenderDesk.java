package io.timecoin.mempool.lifecycle;

import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.node.MempoolNode;
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

  /** An answer that finds no room is lost: the domain asks again. */
  @Override
  public void accept(PoolChange.SpenderWanted wanted) {
    ledger.ask(wanted.outpoint(), answer -> loop.offer(node -> tell(node, wanted, answer)));
  }

  private static void tell(
      MempoolNode node, PoolChange.SpenderWanted wanted, LedgerSpenders.Answer answer) {
    switch (answer) {
      case LedgerSpenders.Answer.Spent _, LedgerSpenders.Answer.NotSpent _ ->
          node.spenderFound(wanted.wtxid(), wanted.inputIndex(), answer.spender());
      case LedgerSpenders.Answer.None _ -> node.spenderUnanswered(wanted.wtxid());
    }
  }
}
