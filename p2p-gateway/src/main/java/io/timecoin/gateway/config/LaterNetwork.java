package io.timecoin.gateway.config;

import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The network as it is looked up when it is first used: it tells the routes what comes in, so they
 * are made before it. Without peers nobody is connected.
 */
record LaterNetwork(PeersSwitch peers, Instance<PeerNetwork> network) implements PeerNetwork {
  @Override
  public List<Peer> connected() {
    return peers.isOn() ? network.get().connected() : List.of();
  }

  @Override
  public boolean send(Peer peer, Lane lane, PeerMessage message) {
    return network.get().send(peer, lane, message);
  }

  @Override
  public CompletableFuture<PeerMessage> request(
      Peer peer, PeerMessage question, Duration deadline) {
    return network.get().request(peer, question, deadline);
  }

  @Override
  public void misbehaved(Peer peer, Misbehaviour what, String detail) {
    network.get().misbehaved(peer, what, detail);
  }
}
