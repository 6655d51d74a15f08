package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is connected, by what they are. */
final class Connections {
  private final PeerNetwork network;

  Connections(PeerNetwork network) {
    this.network = network;
  }

  List<Peer> all() {
    return network.connected();
  }

  List<Peer> members() {
    return all().stream().filter(peer -> peer.member().isPresent()).toList();
  }

  /** Those that speak for these consensus keys; all members where none is named. */
  List<Peer> members(List<ByteString> keys) {
    return keys.isEmpty()
        ? members()
        : members().stream().filter(peer -> keys.contains(bytes(peer.member().get()))).toList();
  }

  List<Peer> of(PublicKey member) {
    return all().stream().filter(peer -> peer.member().equals(Optional.of(member))).toList();
  }

  Optional<Peer> byNodeKey(PublicKey nodeKey) {
    return all().stream().filter(peer -> peer.nodeKey().equals(nodeKey)).findFirst();
  }

  boolean isConnected(Peer peer) {
    return all().stream().anyMatch(other -> other.id() == peer.id());
  }

  /** Whom to ask: first those of these node keys, then members, then the others. */
  List<Peer> toAsk(List<ByteString> nodeKeys) {
    List<Peer> all = all();
    var order = new ArrayList<Peer>(all.size());
    for (ByteString key : nodeKeys) {
      all.stream().filter(peer -> bytes(peer.nodeKey()).equals(key)).forEach(order::add);
    }
    all.stream()
        .filter(peer -> peer.member().isPresent() && !order.contains(peer))
        .forEach(order::add);
    all.stream().filter(peer -> !order.contains(peer)).forEach(order::add);
    return order;
  }

  static ByteString bytes(PublicKey key) {
    return ByteString.copyFrom(key.toByteArray());
  }
}
