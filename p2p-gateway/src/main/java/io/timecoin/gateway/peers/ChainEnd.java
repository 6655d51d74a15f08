package io.timecoin.gateway.peers;

import io.timecoin.protocol.crypto.Hash256;

/** The last final microblock that a node knows. */
public record ChainEnd(long sequence, Hash256 digest) {}
