package io.timecoin.gateway.peers.table;

import io.timecoin.protocol.crypto.PublicKey;

/** A connection that asks for its place in the table. */
public interface Contender {
  /** Of its certificate. */
  PublicKey nodeKey();

  /** Whether this node has dialled. */
  boolean outbound();

  /** The other end's IP address, or the name that was dialled. */
  String host();
}
