package io.timecoin.mempool.journal;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;

/** One entry of mempool.journal. */
public sealed interface JournalChange {
  /** The copy it is about. */
  Hash256 wtxid();

  /** A transaction entered the pool, or is still in it and was carried forward. */
  record Admitted(Transaction transaction, long order, long sinceMillis, Provenance provenance)
      implements JournalChange {
    @Override
    public Hash256 wtxid() {
      return transaction.wtxid();
    }
  }

  /** A transaction waits for an unknown input (PROTOCOL §5.4). */
  record Waits(Transaction transaction, long sinceMillis, Provenance provenance)
      implements JournalChange {
    @Override
    public Hash256 wtxid() {
      return transaction.wtxid();
    }
  }

  /** One that waited waits no more, and did not come in. */
  record Waited(StatusNotice notice) implements JournalChange {
    @Override
    public Hash256 wtxid() {
      return notice.wtxid();
    }
  }

  /** A transaction left the pool. */
  record Left(StatusNotice notice) implements JournalChange {
    @Override
    public Hash256 wtxid() {
      return notice.wtxid();
    }
  }
}
