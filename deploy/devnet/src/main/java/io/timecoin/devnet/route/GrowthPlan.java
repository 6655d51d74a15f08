package io.timecoin.devnet.route;

import java.time.Duration;
import java.util.List;

/**
 * What to vary. Each list may be empty.
 *
 * @param utxos coins in the ledger, each at least 1,000
 * @param masternodes on this machine, 1 to 7
 * @param verifiers of one masternode
 * @param pairs of coins that payments spend in turn, fewer where there are fewer coins
 * @param first the rate that a search begins with for one masternode
 */
public record GrowthPlan(
    List<Integer> utxos,
    List<Integer> masternodes,
    List<Integer> verifiers,
    int pairs,
    int first,
    Duration warmUp,
    Duration step) {

  public GrowthPlan {
    utxos = List.copyOf(utxos);
    masternodes = List.copyOf(masternodes);
    verifiers = List.copyOf(verifiers);
  }

  /** The same from another rate on. */
  GrowthPlan from(int rate) {
    return new GrowthPlan(utxos, masternodes, verifiers, pairs, rate, warmUp, step);
  }
}
