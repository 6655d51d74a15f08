package io.timecoin.mempool.loop;

import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.Turn;

/** Sees every turn on the domain's thread; must be quick and change nothing. */
public interface TurnObserver {
  /**
   * A turn has ended.
   *
   * @param answerNanos what drafting and judging took in it
   */
  void ended(MempoolNode node, Turn turn, long answerNanos);
}
