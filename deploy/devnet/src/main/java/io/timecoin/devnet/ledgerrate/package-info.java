/** What the ledger writes when nothing holds it up: a recorded chain, replayed. */
package io.timecoin.devnet.ledgerrate;
