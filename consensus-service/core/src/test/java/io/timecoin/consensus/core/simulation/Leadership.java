package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.RoundChange;
import java.util.List;
import java.util.Optional;

/**
 * A round that a traitor leads.
 *
 * @param changes all ROUND_CHANGEs for the round that anybody has sent; a quorum in a round above 0
 */
record Leadership(ChainPosition position, int round, List<RoundChange> changes) {

  /** A quorum that binds to nothing, if there is one: then any value is justified. */
  Optional<List<RoundChange>> unbound() {
    var free = changes.stream().filter(change -> change.prepared().isEmpty()).toList();
    long weight =
        free.stream().mapToLong(change -> position.committee().weightOf(change.signer())).sum();
    return round == 0
        ? Optional.of(List.of())
        : Optional.of(free).filter(_ -> position.committee().isQuorum(weight));
  }
}
