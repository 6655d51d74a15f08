package io.timecoin.consensus.core;

/**
 * An input and this node's clock when it came; the core reads none itself.
 *
 * @param nowMillis Unix milliseconds
 */
public record Event(long nowMillis, Input input) {}
