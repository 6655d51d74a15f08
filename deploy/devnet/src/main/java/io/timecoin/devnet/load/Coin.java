package io.timecoin.devnet.load;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.transaction.OutPoint;

/**
 * An output that the load generator may spend.
 *
 * @param value satoshi
 */
public record Coin(OutPoint outpoint, long value, KeyPair owner) {}
