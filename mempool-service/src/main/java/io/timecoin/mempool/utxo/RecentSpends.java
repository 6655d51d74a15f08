package io.timecoin.mempool.utxo;

import io.timecoin.protocol.transaction.OutPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The last final spends, oldest forgotten first; the ledger knows the older ones. So INPUT_SPENT
 * names the spender at once for everything a client is likely to ask about.
 */
final class RecentSpends {
  /**
   * Blocks whose ends are remembered; a spend older than that counts as confirmed by the oldest.
   */
  private static final int SEALS = 1_024;

  private final int capacity;
  private final Map<OutPoint, UtxoState.SpentFinalized> spends;
  private final TreeMap<Long, Long> heightByLastSequence = new TreeMap<>();

  RecentSpends(int capacity) {
    this.capacity = capacity;
    this.spends = new LinkedHashMap<>();
  }

  void add(OutPoint outpoint, UtxoState.SpentFinalized spent) {
    spends.put(outpoint, spent);
    if (spends.size() > capacity) {
      spends.remove(spends.keySet().iterator().next());
    }
  }

  void confirm(long height, long lastSequence) {
    heightByLastSequence.put(lastSequence, height);
    if (heightByLastSequence.size() > SEALS) {
      heightByLastSequence.pollFirstEntry();
    }
  }

  Optional<UtxoState> state(OutPoint outpoint) {
    return find(outpoint)
        .map(
            spent -> {
              var seal = heightByLastSequence.ceilingEntry(spent.sequence());
              return seal == null ? spent : spent.confirm(seal.getValue());
            });
  }

  Optional<UtxoState.SpentFinalized> find(OutPoint outpoint) {
    return Optional.ofNullable(spends.get(outpoint));
  }
}
