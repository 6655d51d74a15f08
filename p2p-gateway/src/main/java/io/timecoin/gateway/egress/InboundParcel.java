package io.timecoin.gateway.egress;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.intake.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A part of one request on its way into tx.inbound; never split over two batches. It counts against
 * the bytes in flight until Kafka has let go of it, also when its request was answered earlier.
 */
final class InboundParcel {
  private final Source source;
  private final List<ByteString> transactions;
  private final int bytes;
  private final CompletableFuture<Void> durable = new CompletableFuture<>();

  InboundParcel(Source source, List<ByteString> transactions) {
    this.source = source;
    this.transactions = List.copyOf(transactions);
    this.bytes = transactions.stream().mapToInt(ByteString::size).sum();
  }

  /** Cuts a request's transactions into parts of at most so many bytes. */
  static List<InboundParcel> cut(
      Source source, List<FirstLook.Decoded> transactions, long maxBytes) {
    var parcels = new ArrayList<InboundParcel>(1);
    var part = new ArrayList<ByteString>();
    long size = 0;
    for (FirstLook.Decoded transaction : transactions) {
      if (!part.isEmpty() && size + transaction.raw().size() > maxBytes) {
        parcels.add(new InboundParcel(source, part));
        part.clear();
        size = 0;
      }
      part.add(transaction.raw());
      size += transaction.raw().size();
    }
    parcels.add(new InboundParcel(source, part));
    return parcels;
  }

  Source source() {
    return source;
  }

  List<ByteString> transactions() {
    return transactions;
  }

  int bytes() {
    return bytes;
  }

  CompletableFuture<Void> durable() {
    return durable;
  }

  void fail(IntakeUnavailableException.Cause cause) {
    durable.completeExceptionally(new IntakeUnavailableException(cause));
  }
}
