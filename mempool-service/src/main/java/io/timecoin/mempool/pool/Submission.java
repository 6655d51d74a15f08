package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/** A transaction that PROTOCOL §4.2 allows and that somebody has handed in. */
public record Submission(Transaction transaction, Provenance provenance) {
  public Hash256 txid() {
    return transaction.txid();
  }

  public Hash256 wtxid() {
    return transaction.wtxid();
  }

  StatusNotice notice(Outcome outcome) {
    return new StatusNotice(Optional.of(txid()), wtxid(), provenance, 0, 0, outcome);
  }
}
