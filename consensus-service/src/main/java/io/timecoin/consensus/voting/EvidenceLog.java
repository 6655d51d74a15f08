package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Effect;

/** Where evidence is kept (PROTOCOL §6.9). Never blocks. */
@FunctionalInterface
public interface EvidenceLog {
  void keep(Effect.Evidence evidence);
}
