package io.timecoin.ledger.chain;

/**
 * Size of the UTXO set.
 *
 * @param count outputs
 * @param value their sum in satoshi
 */
public record UtxoTotals(long count, long value) {
  public static final UtxoTotals NONE = new UtxoTotals(0, 0);

  UtxoTotals plus(long addedValue) {
    return new UtxoTotals(count + 1, Math.addExact(value, addedValue));
  }

  UtxoTotals minus(long removedValue) {
    return new UtxoTotals(count - 1, Math.subtractExact(value, removedValue));
  }
}
