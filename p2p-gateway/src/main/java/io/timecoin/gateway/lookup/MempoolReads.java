package io.timecoin.gateway.lookup;

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

/** What the mempool answers; each read fails with a ReadException. */
public interface MempoolReads {
  CompletableFuture<MempoolInfo> info();

  /** The pool in fee order, without bodies. */
  CompletableFuture<MempoolPage> transactions(int limit);

  /** By txid, or by the wtxid of one copy. */
  CompletableFuture<MempoolTransaction> transaction(Hash256 id);

  /** A transaction of the pool among its relatives. */
  CompletableFuture<MempoolEntry> entry(Hash256 txid);

  /**
   * Everything unconfirmed that a transaction of the pool stands on.
   *
   * @param whole or txids only
   */
  CompletableFuture<MempoolEntries> ancestors(Hash256 txid, boolean whole);

  /** Everything in the pool that stands on it. */
  CompletableFuture<MempoolEntries> descendants(Hash256 txid, boolean whole);

  /** What would become of transactions that PROTOCOL §4.2 allows, in their order. */
  CompletableFuture<TrialAnswer> trial(List<Transaction> transactions);

  /** What a newcomer should pay to be final within so many seconds. */
  CompletableFuture<FeeEstimate> feeEstimate(long seconds);

  /** What the operator has put forward or back. */
  CompletableFuture<PriorityList> priorities();

  CompletableFuture<OutpointState> outpoint(OutPoint outpoint);

  /** The canonical bytes of one copy. */
  CompletableFuture<byte[]> body(Hash256 wtxid);

  /** Header and list of a value that it has drafted or judged. */
  CompletableFuture<FetchedProposal> proposal(Hash256 digest);
}
