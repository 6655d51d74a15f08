/**
 * Tests over the whole route: a devnet of the real services, real Kafka and real PostgreSQL, driven
 * and observed from outside only.
 */
package io.timecoin.e2e;
