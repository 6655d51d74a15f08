package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the mempool holds, by its internal reads. */
public record MempoolBodies(MempoolReads mempool) implements Bodies {
  @Override
  public CompletableFuture<Optional<ByteString>> body(Hash256 wtxid) {
    return Absence.asEmpty(mempool.body(wtxid))
        .thenApply(found -> found.map(UnsafeByteOperations::unsafeWrap));
  }

  @Override
  public CompletableFuture<Optional<FetchedProposal>> proposal(Hash256 digest) {
    return Absence.asEmpty(mempool.proposal(digest));
  }
}
