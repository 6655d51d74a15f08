package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes transactions, and word of them, from peers: each copy once, before anything else is done
 * with it (PROTOCOL §9). Works on the bulk workers; nothing here waits.
 */
public final class TransactionIntake {
  /** Transactions in one frame: what one batch of the intake holds. */
  static final int LARGEST_LIST = 10_000;

  private final PeerNetwork network;
  private final Intake intake;
  private final TransactionTracking tracking;
  private final TransactionSender sender;
  private final RecentBodies bodies;
  private final PeerWork workers;
  private final RelayCounters counters;
  private final TransactionFetch fetch;

  public TransactionIntake(
      PeerNetwork network,
      Intake intake,
      TransactionTracking tracking,
      TransactionSender sender,
      RecentBodies bodies,
      PeerWork workers,
      RelayCounters counters,
      InstantSource clock) {
    this.network = network;
    this.intake = intake;
    this.tracking = tracking;
    this.sender = sender;
    this.bodies = bodies;
    this.workers = workers;
    this.counters = counters;
    this.fetch = new TransactionFetch(network, this::offer, counters, clock);
  }

  public TransactionFetch fetch() {
    return fetch;
  }

  /** What a peer pushed. */
  void pushed(Peer peer, Transactions message) {
    if (message.getTransactionsCount() > LARGEST_LIST) {
      tooLong(peer, Kind.TRANSACTIONS);
      return;
    }
    List<FirstLook.Decoded> decoded = decoded(peer, message);
    decoded.forEach(transaction -> sender.cameFrom(peer, transaction.wtxid()));
    handOn(intake.relayed(peer.nodeKey(), decoded), decoded);
  }

  /** What a peer announced: asked for unless it is known. */
  void announced(Peer peer, Announcement message) {
    if (message.getWtxidsCount() > LARGEST_LIST) {
      tooLong(peer, Kind.ANNOUNCEMENT);
      return;
    }
    try {
      List<Hash256> wtxids = Hashes.hashes(message.getWtxidsList());
      wtxids.forEach(wtxid -> sender.cameFrom(peer, wtxid));
      List<Hash256> unknown = wtxids.stream().filter(this::isWanted).toList();
      counters.count(Kind.ANNOUNCEMENT, Fate.REPEATED, wtxids.size() - unknown.size());
      counters.count(Kind.ANNOUNCEMENT, Fate.TAKEN, unknown.size());
      fetch.announced(peer, unknown);
    } catch (DecodeException e) {
      counters.count(Kind.ANNOUNCEMENT, Fate.MALFORMED);
      network.misbehaved(peer, Misbehaviour.MALFORMED, "announcement: " + e.getMessage());
    }
  }

  private boolean isWanted(Hash256 wtxid) {
    return tracking
        .find(wtxid)
        .map(
            known ->
                switch (known.state()) {
                  case TransactionState.Evicted _, TransactionState.Expired _ -> true;
                  case TransactionState.Rejected rejected ->
                      !rejected.refusal().code().remembered();
                  case TransactionState.Pending _,
                      TransactionState.Waiting _,
                      TransactionState.Accepted _,
                      TransactionState.Aborted _,
                      TransactionState.ToldFinal _,
                      TransactionState.Final _ ->
                      false;
                })
        .orElse(true);
  }

  private boolean offer(Peer peer, Set<Hash256> askedFor, PeerMessage answer) {
    return workers.offer(
        peer.id(),
        answer.getSerializedSize(),
        () -> fetched(peer, askedFor, answer.getTransactions()));
  }

  private void fetched(Peer peer, Set<Hash256> askedFor, Transactions answer) {
    var wanted = new ArrayList<FirstLook.Decoded>(answer.getTransactionsCount());
    for (FirstLook.Decoded transaction : decoded(peer, answer)) {
      if (askedFor.contains(transaction.wtxid())) {
        wanted.add(transaction);
      } else {
        counters.count(Kind.TRANSACTIONS, Fate.INVALID);
        network.misbehaved(
            peer, Misbehaviour.EMPTY_PROMISE, "answered with a transaction nobody asked for");
      }
    }
    var wtxids = new HashSet<Hash256>();
    wanted.forEach(transaction -> wtxids.add(transaction.wtxid()));
    Set<Hash256> ordered = fetch.orderedAmong(wtxids);
    fetch.delivered(peer, askedFor, wtxids, true);
    wtxids.forEach(wtxid -> sender.cameFrom(peer, wtxid));
    var forMempool = wanted.stream().filter(one -> ordered.contains(one.wtxid())).toList();
    var announced = wanted.stream().filter(one -> !ordered.contains(one.wtxid())).toList();
    handOn(intake.fetched(peer.nodeKey(), forMempool), forMempool);
    handOn(intake.relayed(peer.nodeKey(), announced), announced);
  }

  private void handOn(CompletableFuture<Integer> durable, List<FirstLook.Decoded> transactions) {
    transactions.forEach(transaction -> bodies.add(transaction.wtxid(), transaction.raw()));
    var _ =
        durable.whenComplete(
            (taken, failure) -> {
              if (failure == null) {
                counters.count(Kind.TRANSACTIONS, Fate.TAKEN, taken);
                counters.count(Kind.TRANSACTIONS, Fate.REPEATED, transactions.size() - taken);
              } else {
                // The peer, or another, announces it again; nothing was promised to anybody.
                counters.count(Kind.TRANSACTIONS, Fate.FAILED, transactions.size());
              }
            });
  }

  private List<FirstLook.Decoded> decoded(Peer peer, Transactions message) {
    var decoded = new ArrayList<FirstLook.Decoded>(message.getTransactionsCount());
    for (ByteString raw : message.getTransactionsList()) {
      switch (FirstLook.at(raw.toByteArray())) {
        case FirstLook.Decoded good -> decoded.add(good);
        case FirstLook.Unreadable(Hash256 _, var refusal) -> {
          counters.count(Kind.TRANSACTIONS, Fate.MALFORMED);
          network.misbehaved(
              peer, Misbehaviour.INVALID_TRANSACTION, refusal.code() + ": " + refusal.detail());
        }
      }
    }
    return decoded;
  }

  private void tooLong(Peer peer, Kind kind) {
    counters.count(kind, Fate.MALFORMED);
    network.misbehaved(peer, Misbehaviour.OVERSIZED, "more than " + LARGEST_LIST + " in a list");
  }
}
