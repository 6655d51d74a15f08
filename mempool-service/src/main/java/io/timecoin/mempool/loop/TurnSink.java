package io.timecoin.mempool.loop;

import io.timecoin.mempool.node.Turn;
import java.util.List;

/** Where turns go to be made durable and told, in order. */
public interface TurnSink {
  /**
   * Hands a turn over; blocks while there is no room.
   *
   * @param afterwards what may be said only when the turn's journal is durable; must be quick
   */
  void put(Turn turn, List<Runnable> afterwards) throws InterruptedException;

  /** Whether everything handed over is durable and told. */
  boolean isIdle();
}
