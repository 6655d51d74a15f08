package io.timecoin.devnet.events;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.OutPoint;

/**
 * One change of an address's balance, but for its number and the balance after it.
 *
 * @param amount satoshi
 * @param txid of the transaction that made it
 * @param outpoint that was created or spent
 */
record AddressChange(
    boolean credit, long amount, Hash256 txid, OutPoint outpoint, long sequence, long timeMillis) {

  Hash256 digest() {
    return Sha256.hash(
        new CanonicalWriter()
            .u8(credit ? 1 : 0)
            .u64(amount)
            .value(txid)
            .value(outpoint)
            .u64(sequence)
            .i64(timeMillis)
            .toByteArray());
  }
}
