package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.ServeDecided;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Proposal;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers peers' questions from what this node has: bodies, proposals, ranges of microblocks
 * (PROTOCOL §6.3, §6.10). Each peer has few answers under way, all together a bounded number; who
 * asks for more gets none. Thread-safe; never blocks.
 */
public final class Serving {
  /** Transactions asked for at once. */
  static final int LARGEST_QUESTION = 1_000;

  /** Of these, looked up in the mempool. */
  static final int LOOKED_UP = 200;

  /** Bytes of an answer, beyond what comes first (PROTOCOL §6.10). */
  static final int ANSWER_BYTES = 4 << 20;

  /** Up to this an answer does not wait behind bulk. */
  static final int SMALL_BYTES = 64 * 1024;

  /** Microblocks of an answer (PROTOCOL §6.10). */
  static final int RANGE = 500;

  /** Answers under way to one peer. */
  static final int PER_PEER = 4;

  /** Answers under way to all: some 4 MiB each at most. */
  static final int IN_ALL = 6;

  private final PeerNetwork network;
  private final Connections connections;
  private final Bodies mempool;
  private final RecentBodies bodies;
  private final RecentProposals proposals;
  private final FinalMicroblocks microblocks;
  private final RelayCounters counters;

  private final Map<Long, Integer> underWay = new HashMap<>();
  private int underWayInAll;

  public Serving(
      PeerNetwork network,
      Bodies mempool,
      RecentBodies bodies,
      RecentProposals proposals,
      FinalMicroblocks microblocks,
      RelayCounters counters) {
    this.network = network;
    this.connections = new Connections(network);
    this.mempool = mempool;
    this.bodies = bodies;
    this.proposals = proposals;
    this.microblocks = microblocks;
    this.counters = counters;
  }

  /** Bodies by wtxid; what is unknown, or does not fit, is missing from the answer. */
  void transactions(Peer peer, long request, List<ByteString> asked) {
    if (asked.isEmpty() || asked.size() > LARGEST_QUESTION) {
      refused(peer, Kind.GET_TRANSACTIONS, asked.size() + " transactions asked for at once");
      return;
    }
    try {
      List<Hash256> wtxids = Hashes.hashes(asked);
      answer(peer, request, Kind.GET_TRANSACTIONS, () -> collected(wtxids));
    } catch (DecodeException e) {
      refused(peer, Kind.GET_TRANSACTIONS, e.getMessage());
    }
  }

  private CompletableFuture<Optional<PeerMessage.Builder>> collected(List<Hash256> wtxids) {
    var found = new ArrayList<CompletableFuture<Optional<ByteString>>>(wtxids.size());
    int lookedUp = 0;
    for (Hash256 wtxid : wtxids) {
      Optional<ByteString> recent = bodies.find(wtxid);
      if (recent.isPresent()) {
        found.add(CompletableFuture.completedFuture(recent));
      } else if (lookedUp++ < LOOKED_UP) {
        // One that cannot be asked for now is as good as unknown: another peer has it.
        found.add(mempool.body(wtxid).exceptionally(_ -> Optional.empty()));
      }
    }
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .thenApply(_ -> fitting(found));
  }

  private static Optional<PeerMessage.Builder> fitting(
      List<CompletableFuture<Optional<ByteString>>> found) {
    var transactions = Transactions.newBuilder();
    long bytes = 0;
    for (var each : found) {
      Optional<ByteString> body = each.join();
      if (body.isPresent()) {
        bytes += body.get().size();
        if (bytes > ANSWER_BYTES && transactions.getTransactionsCount() > 0) {
          break;
        }
        transactions.addTransactions(body.get());
      }
    }
    return transactions.getTransactionsCount() == 0
        ? Optional.empty()
        : Optional.of(PeerMessage.newBuilder().setTransactions(transactions));
  }

  /** Header and list of a digest. */
  void proposal(Peer peer, long request, ByteString asked) {
    try {
      Hash256 digest = Hashes.hash(asked);
      answer(peer, request, Kind.GET_PROPOSAL, () -> proposal(digest));
    } catch (DecodeException e) {
      refused(peer, Kind.GET_PROPOSAL, e.getMessage());
    }
  }

  private CompletableFuture<Optional<PeerMessage.Builder>> proposal(Hash256 digest) {
    CompletableFuture<Optional<Proposal>> found =
        proposals
            .find(digest)
            .map(recent -> CompletableFuture.completedFuture(Optional.of(recent)))
            .orElseGet(
                () ->
                    mempool
                        .proposal(digest)
                        .thenApply(
                            fetched ->
                                fetched.map(
                                    value ->
                                        Proposal.newBuilder()
                                            .setHeader(value.getHeader())
                                            .addAllWtxids(value.getWtxidsList())
                                            .build())));
    return found.thenApply(
        proposal -> proposal.map(value -> PeerMessage.newBuilder().setProposal(value)));
  }

  /** Final microblocks of a range, from its first on. */
  void microblocks(Peer peer, long request, GetMicroblocks asked) {
    long first = asked.getFirstSequence();
    long last = asked.getLastSequence();
    if (first < 1 || last < first) {
      refused(peer, Kind.GET_MICROBLOCKS, "no range of sequences");
      return;
    }
    int limit = (int) Math.min(RANGE, last - first + 1);
    answer(peer, request, Kind.GET_MICROBLOCKS, () -> range(first, limit));
  }

  private CompletableFuture<Optional<PeerMessage.Builder>> range(long first, int limit) {
    return microblocks
        .from(first, limit)
        .thenApply(
            range ->
                // The ledger answers from the next sequence it has: a hole is no answer.
                range.isEmpty() || range.getFirst().getSequence() != first
                    ? Optional.empty()
                    : Optional.of(message(range)));
  }

  private static PeerMessage.Builder message(List<MicroblockRecord> range) {
    return PeerMessage.newBuilder()
        .setMicroblocks(Microblocks.newBuilder().addAllMicroblocks(range));
  }

  /** Sends a member what was decided, unasked (PROTOCOL §6.8). */
  void serve(ServeDecided order) {
    List<Peer> members = connections.members(List.of(order.getMember()));
    if (members.isEmpty()) {
      return;
    }
    var _ =
        range(order.getSequence(), 1)
            .whenComplete(
                (found, failure) -> {
                  if (failure != null || found.isEmpty()) {
                    counters.count(Kind.MICROBLOCKS, Fate.FAILED);
                    return;
                  }
                  PeerMessage served = found.get().build();
                  members.forEach(peer -> send(peer, Kind.MICROBLOCKS, served));
                });
  }

  private interface Work {
    CompletableFuture<Optional<PeerMessage.Builder>> start();
  }

  private void answer(Peer peer, long request, Kind kind, Work work) {
    if (!begin(peer)) {
      counters.count(kind, Fate.DROPPED);
      send(peer, kind, nothing(request));
      return;
    }
    var _ =
        work.start()
            .whenComplete(
                (found, failure) -> {
                  end(peer);
                  if (failure != null) {
                    counters.count(kind, Fate.FAILED);
                  }
                  send(
                      peer,
                      kind,
                      failure == null && found.isPresent()
                          ? found.get().setRequestId(request).build()
                          : nothing(request));
                });
  }

  private static PeerMessage nothing(long request) {
    return PeerMessage.newBuilder()
        .setRequestId(request)
        .setNotFound(NotFound.getDefaultInstance())
        .build();
  }

  private void send(Peer peer, Kind kind, PeerMessage message) {
    Lane lane = message.getSerializedSize() <= SMALL_BYTES ? Lane.RELAY : Lane.BULK;
    counters.count(kind, network.send(peer, lane, message) ? Fate.SENT : Fate.DROPPED);
  }

  private synchronized boolean begin(Peer peer) {
    int ofPeer = underWay.getOrDefault(peer.id(), 0);
    if (ofPeer >= PER_PEER || underWayInAll >= IN_ALL) {
      return false;
    }
    underWay.put(peer.id(), ofPeer + 1);
    underWayInAll++;
    return true;
  }

  private synchronized void end(Peer peer) {
    underWay.computeIfPresent(peer.id(), (_, count) -> count == 1 ? null : count - 1);
    underWayInAll--;
  }

  private void refused(Peer peer, Kind kind, String detail) {
    counters.count(kind, Fate.MALFORMED);
    network.misbehaved(peer, Misbehaviour.MALFORMED, detail);
  }
}
