package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.proto.internal.v1.FetchProposal;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.p2p.v1.GetProposal;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Proposal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Fetches header and list of a digest from one peer after the other, the named ones first, members
 * before others (PROTOCOL §6.3). Thread-safe; never blocks.
 */
public final class ProposalFetch {
  private static final Logger LOG = Logger.getLogger(ProposalFetch.class);

  /** Digests under way: consensus wants one at a time. */
  static final int CAPACITY = 8;

  /** Short, because a round waits for it and the next peer has it too. */
  static final Duration DEADLINE = Duration.ofMillis(700);

  private final PeerNetwork network;
  private final Connections connections;
  private final ConsensusInbound inbound;
  private final PeerWork workers;
  private final RelayCounters counters;
  private final InstantSource clock;
  private final Set<Hash256> underWay = new HashSet<>();

  public ProposalFetch(
      PeerNetwork network,
      ConsensusInbound inbound,
      PeerWork workers,
      RelayCounters counters,
      InstantSource clock) {
    this.network = network;
    this.connections = new Connections(network);
    this.inbound = inbound;
    this.workers = workers;
    this.counters = counters;
    this.clock = clock;
  }

  void fetch(FetchProposal order) throws DecodeException {
    Hash256 digest = Hashes.hash(order.getDigest());
    synchronized (underWay) {
      if (underWay.size() >= CAPACITY || !underWay.add(digest)) {
        counters.count(Kind.GET_PROPOSAL, Fate.REPEATED);
        return;
      }
    }
    ask(digest, connections.toAsk(order.getPeersList()), 0);
  }

  private void ask(Hash256 digest, List<Peer> peers, int place) {
    if (place == peers.size()) {
      counters.count(Kind.GET_PROPOSAL, Fate.FAILED);
      end(digest);
      return;
    }
    Peer peer = peers.get(place);
    var question = GetProposal.newBuilder().setDigest(Hashes.bytes(digest));
    counters.count(Kind.GET_PROPOSAL, Fate.SENT);
    var _ =
        network
            .request(peer, PeerMessage.newBuilder().setGetProposal(question).build(), DEADLINE)
            .whenComplete(
                (answer, _) -> {
                  boolean offered =
                      answer != null
                          && answer.hasProposal()
                          && workers.offer(
                              peer.id(),
                              answer.getSerializedSize(),
                              () -> judge(digest, peers, place, answer.getProposal()));
                  if (!offered) {
                    ask(digest, peers, place + 1);
                  }
                });
  }

  private void judge(Hash256 digest, List<Peer> peers, int place, Proposal proposal) {
    Peer peer = peers.get(place);
    Optional<String> defect = defect(digest, proposal);
    if (defect.isPresent()) {
      counters.count(Kind.PROPOSAL, Fate.INVALID);
      network.misbehaved(peer, Misbehaviour.MALFORMED, defect.get());
      ask(digest, peers, place + 1);
      return;
    }
    LOG.debugf("digest=%s proposal from %s", digest, peer.nodeKey());
    counters.count(Kind.PROPOSAL, Fate.TAKEN);
    inbound.publish(
        Received.from(peer, clock.millis())
            .setProposal(
                FetchedProposal.newBuilder()
                    .setHeader(proposal.getHeader())
                    .addAllWtxids(proposal.getWtxidsList()))
            .build());
    end(digest);
  }

  private static Optional<String> defect(Hash256 digest, Proposal proposal) {
    try {
      var header = MicroblockHeader.decode(proposal.getHeader().toByteArray());
      if (!header.digest().equals(digest)) {
        return Optional.of("answered with another proposal");
      }
      var wtxids = Hashes.hashes(proposal.getWtxidsList());
      return header.transactionCount() == wtxids.size()
              && header.transactionRoot().equals(MerkleTree.root(wtxids))
          ? Optional.empty()
          : Optional.of("answered with a list that is not the header's");
    } catch (DecodeException e) {
      return Optional.of("proposal: " + e.getMessage());
    }
  }

  private void end(Hash256 digest) {
    synchronized (underWay) {
      underWay.remove(digest);
    }
  }
}
