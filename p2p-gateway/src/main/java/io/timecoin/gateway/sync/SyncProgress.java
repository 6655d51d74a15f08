package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Peer;
import java.util.List;

/**
 * How far sync is.
 *
 * @param sequence the newest final microblock of this node
 * @param written the newest one that was handed to the other services
 * @param target the newest one that somebody says exists
 * @param perSecond microblocks that became final here, over the last ten seconds
 * @param bufferedBytes that have come and wait for what is before them
 */
public record SyncProgress(
    long sequence,
    long written,
    long target,
    double perSecond,
    int requests,
    long bufferedBytes,
    List<Source> sources) {

  /** One peer; {@code claimed} is where it says its chain ends, 0 where it has not said. */
  public record Source(Peer peer, long claimed, int range, boolean rests) {}

  /** Microblocks that are missing here. */
  public long behind() {
    return Math.max(0, target - sequence);
  }
}
