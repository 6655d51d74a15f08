package io.timecoin.mempool.egress;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.proposal.BodyFetch;
import io.timecoin.protocol.proto.internal.v1.FetchTransactions;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.RelayTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns as orders to the gateways: what is new is relayed, never back to whence it came (PROTOCOL
 * §9), and what a judgement lacks is fetched.
 */
final class PeerOrders {
  /** Bytes of one relay's transactions: with the largest one on top still below 1 MiB. */
  private static final int TARGET_BYTES = 768 * 1024;

  private final long atMillis;
  private final List<PeerOrder> orders = new ArrayList<>();

  private PeerOrders(long atMillis) {
    this.atMillis = atMillis;
  }

  static List<PeerOrder> of(List<Turn> turns, boolean relay, long atMillis) {
    var orders = new PeerOrders(atMillis);
    turns.forEach(turn -> turn.fetches().forEach(orders::fetch));
    if (relay) {
      orders.relay(turns);
    }
    return orders.orders;
  }

  private void fetch(BodyFetch fetch) {
    var message = FetchTransactions.newBuilder();
    fetch.wtxids().forEach(wtxid -> message.addWtxids(Hashes.toProto(wtxid)));
    fetch
        .peers()
        .forEach(peer -> message.addPeers(UnsafeByteOperations.unsafeWrap(peer.toByteArray())));
    orders.add(order().setFetchTransactions(message).build());
  }

  private void relay(List<Turn> turns) {
    Map<ByteString, List<PoolEntry>> bySource = new LinkedHashMap<>();
    for (Turn turn : turns) {
      for (PoolChange change : turn.changes()) {
        if (change instanceof PoolChange.Entered(PoolEntry entry, boolean news) && news) {
          ByteString source = entry.provenance().origin().getPeer();
          bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(entry);
        }
      }
    }
    bySource.forEach(this::relay);
  }

  private void relay(ByteString source, List<PoolEntry> entries) {
    var open = RelayTransactions.newBuilder().setSourcePeer(source);
    int bytes = 0;
    for (PoolEntry entry : entries) {
      if (bytes + entry.size() > TARGET_BYTES && open.getTransactionsCount() > 0) {
        orders.add(order().setRelay(open).build());
        open = RelayTransactions.newBuilder().setSourcePeer(source);
        bytes = 0;
      }
      open.addTransactions(UnsafeByteOperations.unsafeWrap(entry.transaction().encode()));
      bytes += entry.size();
    }
    orders.add(order().setRelay(open).build());
  }

  private PeerOrder.Builder order() {
    return PeerOrder.newBuilder().setAtMillis(atMillis);
  }
}
