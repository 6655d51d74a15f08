package io.timecoin.mempool.fees;

/**
 * A transaction that waits to be proposed.
 *
 * @param perKilobyte what it is ranked by, satoshi per 1,000 bytes
 * @param size canonical bytes
 * @param sinceMillis since when it waits
 */
public record Queued(long perKilobyte, int size, long sinceMillis) {}
