package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.p2p.v1.ConsensusMessages;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends this node's own consensus messages to the members, before everything else; those of the
 * undecided sequence again to a member that (re)connects. Thread-safe; never blocks.
 */
public final class ConsensusSender {
  /** Bytes of one frame, beyond a first message of any size. */
  static final int FRAME_BYTES = 1 << 20;

  private final PeerNetwork network;
  private final Connections connections;
  private final ConsensusRelay relay;
  private final OwnMessages own;
  private final RelayCounters counters;

  public ConsensusSender(
      PeerNetwork network, ConsensusRelay relay, OwnMessages own, RelayCounters counters) {
    this.network = network;
    this.connections = new Connections(network);
    this.relay = relay;
    this.own = own;
    this.counters = counters;
  }

  /** A message of the vote log that was there before the start: kept, not sent. */
  public void replayed(ConsensusMessage message) {
    relay.spoken(message);
    own.add(message);
  }

  /** All that was there before the start has been replayed: what still counts is sent. */
  public void live() {
    sendTo(connections.members(), own.undecided());
  }

  /** A message that the vote log has just made durable. */
  public void spoken(ConsensusMessage message) {
    replayed(message);
    sendTo(connections.members(), List.of(message));
  }

  /**
   * Messages that consensus wants sent, or sent again.
   *
   * @param members consensus keys; every member when empty
   */
  void send(List<ConsensusMessage> messages, List<ByteString> members) {
    messages.forEach(relay::spoken);
    sendTo(connections.members(members), messages);
  }

  void connected(Peer peer) {
    if (peer.member().isPresent()) {
      sendTo(List.of(peer), own.undecided());
    }
  }

  private void sendTo(List<Peer> to, List<ConsensusMessage> messages) {
    if (to.isEmpty()) {
      return;
    }
    for (PeerMessage frame : frames(messages)) {
      for (Peer peer : to) {
        boolean queued = network.send(peer, Lane.URGENT, frame);
        counters.count(
            Kind.CONSENSUS,
            queued ? Fate.SENT : Fate.DROPPED,
            frame.getConsensus().getMessagesCount());
      }
    }
  }

  private static List<PeerMessage> frames(List<ConsensusMessage> messages) {
    var frames = new ArrayList<PeerMessage>(1);
    var part = ConsensusMessages.newBuilder();
    long bytes = 0;
    for (ConsensusMessage message : messages) {
      int size = message.getSerializedSize();
      boolean full =
          part.getMessagesCount() == ConsensusRelay.LARGEST_LIST || bytes + size > FRAME_BYTES;
      if (full && part.getMessagesCount() > 0) {
        frames.add(PeerMessage.newBuilder().setConsensus(part.build()).build());
        part.clear();
        bytes = 0;
      }
      part.addMessages(message);
      bytes += size;
    }
    if (part.getMessagesCount() > 0) {
      frames.add(PeerMessage.newBuilder().setConsensus(part.build()).build());
    }
    return frames;
  }
}
