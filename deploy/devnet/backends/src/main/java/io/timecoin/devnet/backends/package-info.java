/**
 * Real Kafka and real PostgreSQL as child processes: for the devnet launcher and for every test
 * that needs them. Nothing started here outlives the process that started it.
 */
package io.timecoin.devnet.backends;
