package io.timecoin.e2e.recomputed;

import java.util.List;

/**
 * A sealed block as recomputed; hashes in hex.
 *
 * @param timestamp Unix seconds
 * @param reward satoshi, fees included
 * @param txids the coinbase's first
 */
public record PlainBlock(
    long height,
    String hash,
    String previousHash,
    String merkleRoot,
    long timestamp,
    long reward,
    String stateCommitment,
    String committeeHash,
    long firstSequence,
    long lastSequence,
    List<String> txids) {}
