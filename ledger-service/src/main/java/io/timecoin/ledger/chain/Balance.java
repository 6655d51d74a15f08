package io.timecoin.ledger.chain;

/**
 * What an address holds.
 *
 * @param amount satoshi
 * @param utxoCount its unspent outputs
 * @param lastEntry number of its last entry; 0 before the first
 */
public record Balance(long amount, long utxoCount, long lastEntry) {
  public static final Balance NONE = new Balance(0, 0, 0);

  Balance credited(long value) {
    return new Balance(Math.addExact(amount, value), utxoCount + 1, lastEntry + 1);
  }

  Balance debited(long value) {
    return new Balance(Math.subtractExact(amount, value), utxoCount - 1, lastEntry + 1);
  }
}
