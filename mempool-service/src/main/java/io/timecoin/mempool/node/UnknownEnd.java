package io.timecoin.mempool.node;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/**
 * A transaction that the journal holds as accepted and that does not fit any more, because one of
 * its inputs is gone longer than this service remembers. The ledger knows who spent it; whoever
 * asks comes back with the answer on the domain's thread.
 */
public final class UnknownEnd {
  private final MempoolNode node;
  private final Readmission.Open open;

  UnknownEnd(MempoolNode node, Readmission.Open open) {
    this.node = node;
    this.open = open;
  }

  /** The input to ask the ledger about. */
  public OutPoint outpoint() {
    int index = open.reason().flatMap(UnknownEnd::index).orElse(0);
    return open.admitted().transaction().inputs().get(index).outpoint();
  }

  /**
   * The answer. Without a spender it is submitted again: it may be valid on a microblock that came
   * meanwhile, or wait for one.
   */
  public void answered(Optional<Spender.Final> spender) {
    spender.ifPresentOrElse(
        found -> conclude(open.endBy(found.txid(), found.sequence())),
        () -> node.resubmit(open.admitted()));
  }

  private void conclude(Outcome end) {
    node.conclude(open, end);
  }

  private static Optional<Integer> index(Refusal refusal) {
    return refusal.inputIndex().stream().boxed().findFirst();
  }
}
