package io.timecoin.gateway.sync;

import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.List;

/**
 * Microblocks without a gap, each proved by its certificate; whether they follow this node's chain
 * is seen where they are put to it.
 *
 * @param previousDigest what the first one follows
 * @param lastDigest of the last one
 * @param transactions of all of them, in order
 */
public record CheckedRange(
    List<MicroblockRecord> records,
    long firstSequence,
    long lastSequence,
    Hash256 previousDigest,
    Hash256 lastDigest,
    List<FirstLook.Decoded> transactions,
    long bytes) {}
