package io.timecoin.gateway.sync;

import io.timecoin.protocol.crypto.Hash256;

/** A place in the final chain. */
public record Position(long sequence, Hash256 digest) {}
