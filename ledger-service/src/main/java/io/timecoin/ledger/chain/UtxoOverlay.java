package io.timecoin.ledger.chain;

import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the UTXO set that a batch touches: what the database held before, and on top of it
 * what the batch has created and spent so far. An output that is created and spent within the batch
 * never becomes a row.
 */
final class UtxoOverlay {
  private final Map<OutPoint, UnspentOutput> stored;
  private final Map<OutPoint, UnspentOutput> created = new LinkedHashMap<>();
  private final Set<OutPoint> removed = new HashSet<>();

  /**
   * @param stored the unspent outputs among the batch's inputs, as the database holds them
   */
  UtxoOverlay(Map<OutPoint, UnspentOutput> stored) {
    this.stored = Map.copyOf(stored);
  }

  Optional<UnspentOutput> find(OutPoint outpoint) {
    UnspentOutput fresh = created.get(outpoint);
    if (fresh != null) {
      return Optional.of(fresh);
    }
    return removed.contains(outpoint)
        ? Optional.empty()
        : Optional.ofNullable(stored.get(outpoint));
  }

  void apply(TransactionEffect effect) {
    for (UnspentOutput output : effect.spent()) {
      if (created.remove(output.outpoint()) == null) {
        removed.add(output.outpoint());
      }
    }
    effect.created().forEach(output -> created.put(output.outpoint(), output));
  }

  /** Rows to add. */
  Collection<UnspentOutput> created() {
    return List.copyOf(created.values());
  }

  /** Rows to delete. */
  Collection<OutPoint> removed() {
    return new ArrayList<>(removed);
  }
}
