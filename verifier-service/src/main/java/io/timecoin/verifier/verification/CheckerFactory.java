package io.timecoin.verifier.verification;

import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.Sampling;
import java.security.SecureRandom;

/**
 * Makes the checkers of one process, one for each thread that verifies. Thread-safe.
 *
 * @param rechecks shared by all of them
 * @param share of the accepted signatures that a worker checks again, from 0 to 1
 */
public record CheckerFactory(
    StatelessRules rules, BatchVerification verification, Rechecks rechecks, double share) {

  /** A checker for a worker. */
  public TransactionChecker forWorker() {
    return withShare(share);
  }

  /** A checker that checks another share of what it accepts again, from 0 to 1. */
  TransactionChecker withShare(double otherShare) {
    return new TransactionChecker(
        rules,
        verification.newBatch(new SecureRandom()),
        new Sampling(otherShare, new SecureRandom()),
        rechecks);
  }
}
