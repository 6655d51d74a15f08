/**
 * What one who does not keep the chain needs to be sure of a payment: the genesis document, the
 * seals in order, and a proof from whoever has it (PROTOCOL §2.4, §6.8, §7.5).
 */
package io.timecoin.protocol.light;
