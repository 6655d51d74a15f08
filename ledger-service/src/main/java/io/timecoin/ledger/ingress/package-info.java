/** What comes into the ledger: chain.microblocks under the writer's lease, and HTTP reads. */
package io.timecoin.ledger.ingress;
