package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.committee.Committee;

/**
 * Which committee decides after a seal (PROTOCOL §7.5): a pure function of the chain up to the
 * sealing microblock, the same at every node.
 */
@FunctionalInterface
public interface Committees {
  /**
   * The committee of the sequences after a seal, up to and including the next one.
   *
   * @param deciding the one that certifies the seal
   * @param sealSequence of the microblock that carries it
   */
  Committee after(Committee deciding, long sealSequence);

  /** As long as nobody registers, every committee is the genesis document's. */
  static Committees unchanged() {
    return (deciding, _) -> deciding;
  }

  /** By what has become final, within what PROTOCOL §6.4 lets enter and leave per block. */
  static Committees by(Registrations registrations) {
    return (deciding, sealSequence) ->
        CommitteeTurnover.next(deciding, registrations.finalUpTo(sealSequence));
  }
}
