package io.timecoin.gateway.sync;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.intake.InboundSink;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes a range for the other services: first its transactions to the verifiers, part by part,
 * then, when these are durable, the range itself, so that every verdict it waits for is on its way.
 */
public final class SyncWriter {
  /** Bytes of transactions under way at once: clients' share of the intake stays free. */
  static final int PART_BYTES = 1 << 20;

  private final InboundSink transactions;
  private final SyncInbound ranges;
  private final Executor executor;

  /**
   * @param executor where what may wait a moment is done
   */
  public SyncWriter(InboundSink transactions, SyncInbound ranges, Executor executor) {
    this.transactions = transactions;
    this.ranges = ranges;
    this.executor = executor;
  }

  /** Completes when all of it is durable; after a failure it may be written again as a whole. */
  CompletableFuture<Void> write(Peer peer, CheckedRange range) {
    var source = Source.syncedFrom(peer.nodeKey());
    CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
    for (List<FirstLook.Decoded> part : parts(range.transactions())) {
      before = before.thenCompose(_ -> transactions.send(source, part));
    }
    var message =
        SyncedRange.newBuilder()
            .setPeer(ByteString.copyFrom(peer.nodeKey().toByteArray()))
            .addAllMicroblocks(range.records())
            .build();
    return before.thenComposeAsync(_ -> ranges.publish(message), executor);
  }

  private static List<List<FirstLook.Decoded>> parts(List<FirstLook.Decoded> transactions) {
    var parts = new ArrayList<List<FirstLook.Decoded>>();
    var part = new ArrayList<FirstLook.Decoded>();
    long bytes = 0;
    for (FirstLook.Decoded transaction : transactions) {
      if (!part.isEmpty() && bytes + transaction.raw().size() > PART_BYTES) {
        parts.add(List.copyOf(part));
        part.clear();
        bytes = 0;
      }
      part.add(transaction);
      bytes += transaction.raw().size();
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
