/**
 * The ledger's PostgreSQL schema and the step that brings a database to it. The ledger itself never
 * migrates: it checks the version and waits (ARCHITECTURE, PostgreSQL).
 */
package io.timecoin.ledger.schema;
