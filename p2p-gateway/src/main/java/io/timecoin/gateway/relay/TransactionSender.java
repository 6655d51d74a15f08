package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.RelayTransactions;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays transactions that the mempool holds (PROTOCOL §9): a client's small one is pushed to
 * member peers, the first time; everything else is announced. None goes back whence it came.
 * Thread-safe; never blocks.
 */
public final class TransactionSender {
  /** Bytes up to which a client's transaction is pushed (PROTOCOL §9). */
  static final int PUSHED_BYTES = 4 * 1024;

  /** Bytes of one frame of pushed transactions. */
  static final int FRAME_BYTES = 256 * 1024;

  /** Identifiers in one announcement. */
  static final int ANNOUNCED = 1_000;

  private final PeerNetwork network;
  private final Connections connections;
  private final KnownBy known;
  private final RecentBodies bodies;
  private final RelayCounters counters;
  private final InstantSource clock;

  public TransactionSender(
      PeerNetwork network, RecentBodies bodies, RelayCounters counters, InstantSource clock) {
    this.network = network;
    this.connections = new Connections(network);
    this.known = new KnownBy();
    this.bodies = bodies;
    this.counters = counters;
    this.clock = clock;
  }

  private record Item(Hash256 wtxid, ByteString transaction, boolean pushed) {}

  /** The transaction, or word of it, came from this peer. */
  void cameFrom(Peer peer, Hash256 wtxid) {
    known.cameFrom(peer, wtxid);
  }

  void relay(RelayTransactions order) {
    boolean clients = order.getSourcePeer().isEmpty();
    var items = new ArrayList<Item>(order.getTransactionsCount());
    for (ByteString transaction : order.getTransactionsList()) {
      Hash256 wtxid = Sha256.hash(transaction.toByteArray());
      bodies.add(wtxid, transaction);
      items.add(
          new Item(
              wtxid,
              transaction,
              clients && transaction.size() <= PUSHED_BYTES && known.isUntold(wtxid)));
    }
    for (Peer peer : connections.all()) {
      if (!Connections.bytes(peer.nodeKey()).equals(order.getSourcePeer())) {
        relay(peer, items);
      }
    }
  }

  private void relay(Peer peer, List<Item> items) {
    long now = clock.millis();
    var pushed = new ArrayList<Item>();
    var announced = new ArrayList<Item>();
    for (Item item : items) {
      if (known.tell(peer, item.wtxid(), now)) {
        (item.pushed() && peer.member().isPresent() ? pushed : announced).add(item);
      }
    }
    push(peer, pushed);
    announce(peer, announced);
  }

  private void push(Peer peer, List<Item> items) {
    var part = new ArrayList<Item>();
    long bytes = 0;
    for (Item item : items) {
      if (bytes + item.transaction().size() > FRAME_BYTES) {
        sendPushed(peer, part);
        part.clear();
        bytes = 0;
      }
      part.add(item);
      bytes += item.transaction().size();
    }
    sendPushed(peer, part);
  }

  private void sendPushed(Peer peer, List<Item> part) {
    var transactions = Transactions.newBuilder();
    part.forEach(item -> transactions.addTransactions(item.transaction()));
    send(
        peer,
        Kind.TRANSACTIONS,
        part,
        PeerMessage.newBuilder().setTransactions(transactions).build());
  }

  private void announce(Peer peer, List<Item> items) {
    for (int from = 0; from < items.size(); from += ANNOUNCED) {
      var part = items.subList(from, Math.min(items.size(), from + ANNOUNCED));
      var announcement = Announcement.newBuilder();
      part.forEach(item -> announcement.addWtxids(Hashes.bytes(item.wtxid())));
      send(
          peer,
          Kind.ANNOUNCEMENT,
          part,
          PeerMessage.newBuilder().setAnnouncement(announcement).build());
    }
  }

  private void send(Peer peer, Kind kind, List<Item> part, PeerMessage message) {
    if (part.isEmpty()) {
      return;
    }
    boolean queued = network.send(peer, Lane.RELAY, message);
    counters.count(kind, queued ? Fate.SENT : Fate.DROPPED, part.size());
    if (!queued) {
      part.forEach(item -> known.untold(peer, item.wtxid()));
    }
  }
}
