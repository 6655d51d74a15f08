package io.timecoin.gateway;

import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A mempool that is away; tests say what it answers instead. */
public class StubMempool implements MempoolReads {
  private static <T> CompletableFuture<T> away() {
    return CompletableFuture.failedFuture(ReadException.unavailable("mempool is away"));
  }

  @Override
  public CompletableFuture<MempoolInfo> info() {
    return away();
  }

  @Override
  public CompletableFuture<MempoolPage> transactions(int limit) {
    return away();
  }

  @Override
  public CompletableFuture<MempoolTransaction> transaction(Hash256 id) {
    return away();
  }

  @Override
  public CompletableFuture<MempoolEntry> entry(Hash256 txid) {
    return away();
  }

  @Override
  public CompletableFuture<MempoolEntries> ancestors(Hash256 txid, boolean whole) {
    return away();
  }

  @Override
  public CompletableFuture<MempoolEntries> descendants(Hash256 txid, boolean whole) {
    return away();
  }

  @Override
  public CompletableFuture<TrialAnswer> trial(List<Transaction> transactions) {
    return away();
  }

  @Override
  public CompletableFuture<FeeEstimate> feeEstimate(long seconds) {
    return away();
  }

  @Override
  public CompletableFuture<PriorityList> priorities() {
    return away();
  }

  @Override
  public CompletableFuture<OutpointState> outpoint(OutPoint outpoint) {
    return away();
  }

  @Override
  public CompletableFuture<byte[]> body(Hash256 wtxid) {
    return away();
  }

  @Override
  public CompletableFuture<FetchedProposal> proposal(Hash256 digest) {
    return away();
  }
}
