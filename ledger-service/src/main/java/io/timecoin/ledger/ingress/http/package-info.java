/** The ledger's internal HTTP reads: bounded, Protobuf, 503 while the database is away. */
package io.timecoin.ledger.ingress.http;
