package io.timecoin.ledger.chain;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;

/**
 * One change of one address's balance.
 *
 * @param ordinal order within the sequence, from 0
 * @param number counts the address's changes from 1 without gaps
 * @param amount satoshi, credited or debited
 * @param txid the transaction that changed it
 * @param outpoint the output that it created or spent
 */
public record AddressEntry(
    long sequence,
    int ordinal,
    String address,
    long number,
    boolean credit,
    long amount,
    long balanceAfter,
    Hash256 txid,
    OutPoint outpoint) {}
