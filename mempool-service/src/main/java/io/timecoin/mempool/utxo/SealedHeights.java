package io.timecoin.mempool.utxo;

import java.util.Map;
import java.util.TreeMap;

/** Which block confirms a spend (PROTOCOL §5.1): the first whose end is not before it. */
final class SealedHeights {
  /**
   * Blocks whose ends are remembered; a spend older than that counts as confirmed by the oldest.
   */
  static final int SEALS = 1_024;

  private final TreeMap<Long, Long> heightByLastSequence = new TreeMap<>();

  /** Block {@code height} seals everything up to {@code lastSequence}. */
  void add(long height, long lastSequence) {
    heightByLastSequence.put(lastSequence, height);
    if (heightByLastSequence.size() > SEALS) {
      heightByLastSequence.pollFirstEntry();
    }
  }

  /** What a spend is now. */
  UtxoState confirmed(UtxoState.SpentFinalized spent) {
    Map.Entry<Long, Long> seal = heightByLastSequence.ceilingEntry(spent.sequence());
    return seal == null ? spent : spent.confirm(seal.getValue());
  }
}
