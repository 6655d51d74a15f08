package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;

/** What a peer says to this node's voter, with who it is. */
final class Received {
  private Received() {}

  static ReceivedConsensusMessage.Builder from(Peer peer, long atMillis) {
    var received =
        ReceivedConsensusMessage.newBuilder()
            .setPeer(Connections.bytes(peer.nodeKey()))
            .setReceivedAtMillis(atMillis);
    peer.member().ifPresent(member -> received.setMember(Connections.bytes(member)));
    return received;
  }
}
