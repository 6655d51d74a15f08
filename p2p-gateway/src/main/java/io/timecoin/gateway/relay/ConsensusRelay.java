package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.p2p.v1.ConsensusMessages;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets peers' consensus messages in after their member's signature was checked, each once, and
 * relays each once among the members (PROTOCOL §6.8, §9). Thread-safe; may wait, so not for event
 * loops.
 */
public final class ConsensusRelay {
  private static final Logger LOG = Logger.getLogger(ConsensusRelay.class);

  /** Messages of one frame; nobody has more to say at once. */
  static final int LARGEST_LIST = 256;

  private final Committee committee;
  private final Hash256 genesisHash;
  private final PeerNetwork network;
  private final Connections connections;
  private final ConsensusInbound inbound;
  private final RecentProposals proposals;
  private final RelayCounters counters;
  private final InstantSource clock;
  private final SeenMessages seen = new SeenMessages();
  private final ThreadLocal<Ed25519Verifier> verifiers =
      ThreadLocal.withInitial(Ed25519Verifier::new);

  public ConsensusRelay(
      Committee committee,
      Hash256 genesisHash,
      PeerNetwork network,
      ConsensusInbound inbound,
      RecentProposals proposals,
      RelayCounters counters,
      InstantSource clock) {
    this.committee = committee;
    this.genesisHash = genesisHash;
    this.network = network;
    this.connections = new Connections(network);
    this.inbound = inbound;
    this.proposals = proposals;
    this.counters = counters;
    this.clock = clock;
  }

  /** This node's own message: what comes back of it is nothing new. */
  void spoken(ConsensusMessage message) {
    try {
      var own = MemberMessage.read(message, committee.size());
      seen.own(own.hash());
      proposals.add(own);
    } catch (DecodeException e) {
      LOG.errorf("TC-GW-202: this node said what no member can say: %s", e.getMessage());
    }
  }

  /** Takes what a peer sent. */
  void take(Peer peer, ConsensusMessages messages) {
    if (messages.getMessagesCount() > LARGEST_LIST) {
      counters.count(Kind.CONSENSUS, Fate.MALFORMED);
      network.misbehaved(peer, Misbehaviour.OVERSIZED, "too many consensus messages at once");
      return;
    }
    messages.getMessagesList().forEach(message -> take(peer, message));
  }

  private void take(Peer peer, ConsensusMessage received) {
    try {
      var message = MemberMessage.read(received, committee.size());
      counters.count(Kind.CONSENSUS, judge(peer, message));
    } catch (DecodeException e) {
      counters.count(Kind.CONSENSUS, Fate.MALFORMED);
      network.misbehaved(peer, Misbehaviour.MALFORMED, "consensus message: " + e.getMessage());
    }
  }

  private Fate judge(Peer peer, MemberMessage message) {
    boolean fromSigner = peer.member().equals(Optional.of(message.signer()));
    if (seen.contains(message.hash())) {
      return fromSigner && seen.isDueAgain(message, clock.millis())
          ? letIn(peer, message)
          : Fate.REPEATED;
    }
    if (!committee.contains(message.signer())) {
      network.misbehaved(
          peer, Misbehaviour.BAD_MEMBER_SIGNATURE, message.signer() + " is no member");
      return Fate.STRANGER;
    }
    if (!message.isSigned(genesisHash, verifiers.get())) {
      network.misbehaved(
          peer,
          Misbehaviour.BAD_MEMBER_SIGNATURE,
          "a %s that %s has not signed".formatted(message.type(), message.signer()));
      return Fate.INVALID;
    }
    if (!seen.isNew(message, fromSigner, clock.millis())) {
      return Fate.REPEATED;
    }
    proposals.add(message);
    Fate fate = letIn(peer, message);
    relay(peer, message);
    return fate;
  }

  private Fate letIn(Peer peer, MemberMessage message) {
    var received = Received.from(peer, clock.millis()).setMessage(message.proto()).build();
    if (received.getSerializedSize() > inbound.largestBytes()) {
      return Fate.DROPPED;
    }
    inbound.publish(received);
    return Fate.TAKEN;
  }

  /** Once, to the members that have neither signed nor brought it. */
  private void relay(Peer source, MemberMessage message) {
    var relayed =
        PeerMessage.newBuilder()
            .setConsensus(ConsensusMessages.newBuilder().addMessages(message.proto()))
            .build();
    for (Peer member : connections.members()) {
      boolean knowsIt =
          member.id() == source.id()
              || member.nodeKey().equals(source.nodeKey())
              || member.member().equals(Optional.of(message.signer()));
      if (!knowsIt) {
        boolean queued = network.send(member, Lane.URGENT, relayed);
        counters.count(Kind.CONSENSUS, queued ? Fate.SENT : Fate.DROPPED);
      }
    }
  }
}
