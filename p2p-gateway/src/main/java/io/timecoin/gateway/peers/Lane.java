package io.timecoin.gateway.peers;

/** Which queue of a peer a message waits in: votes never wait behind bulk (PROTOCOL §9). */
public enum Lane {
  /** Consensus messages, status, ping: always first. */
  URGENT,
  /** Pushed transactions, announcements, small answers. */
  RELAY,
  /** Bodies and ranges that were asked for. */
  BULK
}
