/** What the ledger can do at the moment, and its figures. */
package io.timecoin.ledger.health;
