package io.timecoin.mempool.egress;

import io.timecoin.mempool.node.Turn;
import java.util.List;

/**
 * A turn to be made durable and told.
 *
 * @param afterwards what may be said only when the turn's journal is durable; must be quick
 */
record Parcel(Turn turn, List<Runnable> afterwards) {
  Parcel {
    afterwards = List.copyOf(afterwards);
  }
}
