package io.timecoin.gateway.relay;

/** Where work that a peer brings is done, off the threads that read it. */
public interface PeerWork {
  /**
   * Hands in work of a peer; never blocks.
   *
   * @param peer the connection's id
   * @param size bytes that it keeps until it is done
   * @return whether there was room
   */
  boolean offer(long peer, long size, Runnable work);
}
