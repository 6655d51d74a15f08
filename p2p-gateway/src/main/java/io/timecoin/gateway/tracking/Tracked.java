package io.timecoin.gateway.tracking;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a transaction at one moment.
 *
 * @param txid absent where the bytes decode to nothing
 * @param wtxid the copy that the state is about
 * @param fee satoshi, once it was accepted
 * @param acknowledgedAt when this gateway acknowledged the copy, Unix milliseconds; 0 otherwise
 */
public record Tracked(
    Optional<Hash256> txid,
    Hash256 wtxid,
    TransactionState state,
    OptionalLong fee,
    Timings timings,
    long acknowledgedAt) {

  /** Whether this gateway acknowledged the copy that recently; by a clock set back it did not. */
  public boolean acknowledgedWithin(Duration time, long nowMillis) {
    return acknowledgedAt > 0
        && acknowledgedAt <= nowMillis
        && acknowledgedAt >= nowMillis - time.toMillis();
  }
}
