/** The ledger checks itself: the state commitment that it keeps against the rows it has. */
package io.timecoin.ledger.store.audit;
