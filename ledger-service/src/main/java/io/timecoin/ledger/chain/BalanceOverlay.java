package io.timecoin.ledger.chain;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The balances that a batch changes, and every change as an entry in final order. */
final class BalanceOverlay {
  private final Network network;
  private final Map<String, Balance> stored;
  private final Map<String, Balance> changed = new LinkedHashMap<>();
  private final List<AddressEntry> entries = new ArrayList<>();
  private final Map<Long, Integer> nextOrdinal = new HashMap<>();

  /**
   * @param stored the balances of the batch's addresses, as the database holds them; an address
   *     that is not there was never paid
   */
  BalanceOverlay(Network network, Map<String, Balance> stored) {
    this.network = network;
    this.stored = Map.copyOf(stored);
  }

  /** Debits first, then credits, each in the transaction's order. */
  void apply(TransactionEffect effect, long sequence) {
    Hash256 txid = effect.transaction().txid();
    effect.spent().forEach(output -> change(output, txid, sequence, false));
    effect.created().forEach(output -> change(output, txid, sequence, true));
  }

  Map<String, Balance> changed() {
    return new LinkedHashMap<>(changed);
  }

  List<AddressEntry> entries() {
    return List.copyOf(entries);
  }

  private void change(UnspentOutput output, Hash256 txid, long sequence, boolean credit) {
    output
        .output()
        .addressText(network)
        .ifPresent(address -> change(address, output, txid, sequence, credit));
  }

  private void change(
      String address, UnspentOutput output, Hash256 txid, long sequence, boolean credit) {
    long value = output.output().value();
    Balance before = changed.getOrDefault(address, stored.getOrDefault(address, Balance.NONE));
    Balance after = credit ? before.credited(value) : before.debited(value);
    changed.put(address, after);
    entries.add(
        new AddressEntry(
            sequence,
            nextOrdinal.merge(sequence, 1, Integer::sum) - 1,
            address,
            after.lastEntry(),
            credit,
            value,
            after.amount(),
            txid,
            output.outpoint()));
  }
}
