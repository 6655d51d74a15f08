package io.timecoin.protocol.chain;

import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;

/**
 * Judges one transaction of a microblock by PROTOCOL §4.2. The caller chooses: everything, or the
 * timestamp alone for copies whose other rules are known to hold.
 */
@FunctionalInterface
public interface StatelessCheck {

  /**
   * Accepts the transaction or names the first rule of PROTOCOL §4.2 it breaks.
   *
   * @param tSeconds the microblock's time in whole seconds, rounded down
   */
  Verdict<Transaction> check(Transaction transaction, long tSeconds);

  /** Every rule, signatures included; the check is as little thread-safe as the verifier. */
  static StatelessCheck complete(StatelessRules rules, Ed25519Verifier verifier) {
    return (transaction, tSeconds) -> rules.checkDecoded(transaction, tSeconds, verifier);
  }

  /**
   * TIMESTAMP_IN_FUTURE alone: the one rule whose answer depends on the microblock. For a caller
   * that has this very copy, by wtxid, with a good verdict on all others.
   */
  static StatelessCheck timestampOnly(StatelessRules rules) {
    return rules::checkTimestamp;
  }
}
