package io.timecoin.gateway.lookup;

import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import java.util.concurrent.CompletableFuture;

/** What the consensus service answers; each read fails with a ReadException. */
public interface ConsensusReads {
  CompletableFuture<ConsensusState> state();
}
