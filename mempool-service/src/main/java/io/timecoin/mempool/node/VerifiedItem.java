package io.timecoin.mempool.node;

import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.Optional;

/** One transaction with a verifier's verdict. */
public sealed interface VerifiedItem {

  /** PROTOCOL §4.2 holds. */
  record Good(Submission submission) implements VerifiedItem {}

  /**
   * PROTOCOL §4.2 holds but for TIMESTAMP_IN_FUTURE, by the verifier's clock.
   *
   * @param refusal that
   */
  record Early(Submission submission, Refusal refusal) implements VerifiedItem {}

  /** PROTOCOL §4.2 does not hold. */
  record Bad(Optional<Hash256> txid, Hash256 wtxid, Provenance provenance, Refusal refusal)
      implements VerifiedItem {}
}
