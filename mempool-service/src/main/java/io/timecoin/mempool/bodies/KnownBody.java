package io.timecoin.mempool.bodies;

import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/**
 * What a verifier has found of the copy with a wtxid; true for ever, because the wtxid names it.
 */
public sealed interface KnownBody {

  /** Every rule of PROTOCOL §4.2 holds, the timestamp excepted: that is judged by a time. */
  record Sound(Transaction transaction) implements KnownBody {}

  /** A rule of PROTOCOL §4.2 does not hold, at whatever time. */
  record Unsound(Refusal refusal) implements KnownBody {}

  /** Its bytes, where they are good for anything. */
  default Optional<Transaction> whenSound() {
    return switch (this) {
      case Sound(Transaction transaction) -> Optional.of(transaction);
      case Unsound _ -> Optional.empty();
    };
  }
}
