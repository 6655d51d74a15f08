package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the mempool holds for peers; a read fails where it cannot be asked now. */
public interface Bodies {
  /** A canonical transaction. */
  CompletableFuture<Optional<ByteString>> body(Hash256 wtxid);

  /** Header and list of a value that it has drafted or judged. */
  CompletableFuture<Optional<FetchedProposal>> proposal(Hash256 digest);
}
