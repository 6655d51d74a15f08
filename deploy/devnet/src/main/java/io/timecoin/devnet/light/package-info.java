/** A light client: proves a payment with what a node serves, without trusting the node. */
package io.timecoin.devnet.light;
