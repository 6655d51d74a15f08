package io.timecoin.gateway.lookup;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.concurrent.CompletableFuture;

/** What the mempool answers; each read fails with a ReadException. */
public interface MempoolReads {
  CompletableFuture<MempoolInfo> info();

  /** The pool in fee order, without bodies. */
  CompletableFuture<MempoolPage> transactions(int limit);

  /** By txid, or by the wtxid of one copy. */
  CompletableFuture<MempoolTransaction> transaction(Hash256 id);

  CompletableFuture<OutpointState> outpoint(OutPoint outpoint);

  /** The canonical bytes of one copy. */
  CompletableFuture<byte[]> body(Hash256 wtxid);

  /** Header and list of a value that it has drafted or judged. */
  CompletableFuture<FetchedProposal> proposal(Hash256 digest);
}
