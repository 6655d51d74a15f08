/**
 * The read side: Hibernate Reactive entities over the ledger's tables and the answers made of them.
 * Every answer is of one snapshot, so what it says of a sequence holds at that sequence.
 */
package io.timecoin.ledger.store.query;
