package io.timecoin.gateway.peers;

import io.timecoin.protocol.proto.p2p.v1.PeerMessage;

/**
 * What comes from peers, told in order per peer, on a thread that must not be blocked. Messages of
 * the connection itself (Hello, Goodbye, Ping, Pong, peer exchange) and answers to requests are not
 * among it.
 */
public interface PeerListener {
  void connected(Peer peer);

  /** Decoded and within its limits; nothing else of it has been checked. */
  void received(Peer peer, PeerMessage message);

  /** A member's ping brought where its chain ends (PROTOCOL §6.8). */
  void status(Peer peer, long sequence, byte[] digest);

  void disconnected(Peer peer);
}
