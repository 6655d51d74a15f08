/**
 * What a final microblock does to the ledger: the checks that a certified record must pass and the
 * rows that follow from it. Values only: no database, no broker, no clock of its own.
 */
package io.timecoin.ledger.chain;
