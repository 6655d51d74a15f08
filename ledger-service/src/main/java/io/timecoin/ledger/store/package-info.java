/**
 * The ledger's PostgreSQL: writing through the reactive pool in set-based statements, reading
 * snapshots by cursor (ARCHITECTURE, PostgreSQL). The schema is that of the ledger-schema module.
 */
package io.timecoin.ledger.store;
