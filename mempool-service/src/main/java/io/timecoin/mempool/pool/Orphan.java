package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * A transaction that waits for outputs that nobody here knows (PROTOCOL §5.4).
 *
 * @param sinceMillis when it began to wait
 */
record Orphan(
    Transaction transaction,
    Provenance provenance,
    long sinceMillis,
    Refusal reason,
    List<OutPoint> missing) {
  Hash256 wtxid() {
    return transaction.wtxid();
  }

  Submission submission() {
    return new Submission(transaction, provenance);
  }

  /** The notice that it waits. */
  StatusNotice waiting() {
    return submission().notice(new Outcome.Waiting(reason));
  }
}
