package io.timecoin.mempool.proposal;

import io.timecoin.protocol.crypto.Hash256;

/**
 * Consensus wants a proposal made on the state (sequence − 1, previous digest).
 *
 * @param epoch of the asker, echoed
 * @param sealDue whether the asker's clock has passed a slot end
 */
public record DraftRequest(
    long epoch, long sequence, Hash256 previousDigest, int round, boolean sealDue) {}
