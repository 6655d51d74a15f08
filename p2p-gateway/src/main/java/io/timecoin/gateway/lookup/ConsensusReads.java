package io.timecoin.gateway.lookup;

import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import io.timecoin.protocol.proto.internal.v1.EvidenceList;
import java.util.concurrent.CompletableFuture;

/** What the consensus service answers; each read fails with a ReadException. */
public interface ConsensusReads {
  CompletableFuture<ConsensusState> state();

  /** What members have signed twice (PROTOCOL §6.9). */
  CompletableFuture<EvidenceList> evidence();
}
