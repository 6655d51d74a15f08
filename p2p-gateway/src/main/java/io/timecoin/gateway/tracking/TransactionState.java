package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;

/** Where a transaction, or one copy of it, stands. */
public sealed interface TransactionState {
  /** Handed in; nothing is known of it yet. */
  record Pending() implements TransactionState {}

  /** Waits for an unknown input or a lock (PROTOCOL §5.1, §5.4). */
  record Waiting(Refusal reason) implements TransactionState {}

  /** In this node's mempool; {@code fee} in satoshi. */
  record Accepted(long fee) implements TransactionState {}

  record Rejected(Refusal refusal) implements TransactionState {}

  /** A final transaction took one of its inputs, or an ancestor's. */
  record Aborted(Hash256 winner, long sequence) implements TransactionState {}

  /** Displaced from the full pool; the floor then, satoshi per 1,000 bytes. */
  record Evicted(long floorPerKilobyte) implements TransactionState {}

  record Expired() implements TransactionState {}

  /** The mempool says so; no certificate of it was seen yet. */
  record ToldFinal(long sequence) implements TransactionState {}

  /** In a microblock whose certificate was verified: for ever. */
  record Final(FinalMicroblock microblock) implements TransactionState {}

  /** Whether this is an end, so that nobody needs to wait any longer. */
  default boolean isEnd() {
    return switch (this) {
      case Pending _, Waiting _, Accepted _ -> false;
      case Rejected _, Aborted _, Evicted _, Expired _, ToldFinal _, Final _ -> true;
    };
  }

  /** Whether some service has work with it: it has no end and waits for nothing. */
  default boolean isUnderWay() {
    return switch (this) {
      case Pending _, Accepted _ -> true;
      case Waiting _, Rejected _, Aborted _, Evicted _, Expired _, ToldFinal _, Final _ -> false;
    };
  }

  /** Whether the transaction itself, not one copy of it, has come so far. */
  default boolean isOfAllCopies() {
    return switch (this) {
      case Pending _, Waiting _, Rejected _ -> false;
      case Accepted _, Aborted _, Evicted _, Expired _, ToldFinal _, Final _ -> true;
    };
  }
}
