package io.timecoin.ledger.store.audit;

import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.UtxoTotals;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.lthash.LtHash;
import java.util.Optional;

/** Compares what the ledger kept from microblock to microblock with what the rows give. */
final class StateComparison {
  private StateComparison() {}

  static Optional<Contradiction> compare(LedgerState kept, LtHash rows, UtxoTotals totals) {
    Hash256 expected = LtHash.ofLanes(kept.lanes().toByteArray()).commitment();
    Hash256 found = rows.commitment();
    if (!expected.equals(found)) {
      return mismatch(kept, "state commitment", found, expected);
    }
    return kept.utxos().equals(totals)
        ? Optional.empty()
        : mismatch(kept, "UTXO totals", totals, kept.utxos());
  }

  private static Optional<Contradiction> mismatch(
      LedgerState kept, String what, Object found, Object expected) {
    return Optional.of(
        new Contradiction(
            ContradictionCode.STATE_COMMITMENT,
            kept.sequence(),
            "the rows give %s %s, the ledger had kept %s".formatted(what, found, expected)));
  }
}
