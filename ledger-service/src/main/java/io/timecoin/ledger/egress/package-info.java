/** What goes out of the ledger: the public events, and the deletion of what it holds itself. */
package io.timecoin.ledger.egress;
