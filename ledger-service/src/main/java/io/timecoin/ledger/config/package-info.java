/** The ledger's settings and what is made of them at start. */
package io.timecoin.ledger.config;
