package io.timecoin.mempool.status;

import io.timecoin.protocol.crypto.Hash256;
import java.util.Optional;

/**
 * What is told about one copy of a transaction.
 *
 * @param txid empty when its bytes do not decode
 * @param admittedAtMillis when it entered the pool, Unix milliseconds; 0 when it never did
 * @param finalAtMillis when this node learned that it is final; 0 before
 */
public record StatusNotice(
    Optional<Hash256> txid,
    Hash256 wtxid,
    Provenance provenance,
    long admittedAtMillis,
    long finalAtMillis,
    Outcome outcome) {

  /** The same outcome told about another copy, to whoever handed that one in. */
  public StatusNotice toldOf(Hash256 copy, Provenance submitter) {
    return new StatusNotice(txid, copy, submitter, admittedAtMillis, finalAtMillis, outcome);
  }
}
