package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;

/** One copy of a transaction: what was told of it alone. */
final class TrackedCopy {
  private final Hash256 wtxid;
  private TransactionState state = new TransactionState.Pending();
  private long acknowledgedAt;

  TrackedCopy(Hash256 wtxid) {
    this.wtxid = wtxid;
  }

  Hash256 wtxid() {
    return wtxid;
  }

  TransactionState state() {
    return state;
  }

  long acknowledgedAt() {
    return acknowledgedAt;
  }

  void become(TransactionState next) {
    state = next;
  }

  void acknowledged(long atMillis) {
    acknowledgedAt = atMillis;
  }

  /** Pending says more than rejected: it may still be accepted. */
  int rank() {
    return switch (state) {
      case TransactionState.Waiting _ -> 2;
      case TransactionState.Pending _ -> 1;
      default -> 0;
    };
  }
}
