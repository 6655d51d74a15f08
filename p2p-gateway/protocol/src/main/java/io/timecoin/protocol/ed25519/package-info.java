/**
 * Ed25519: verification by the network's own rule, ZIP-215 (PROTOCOL §3.2), and key pairs that
 * sign. {@link io.timecoin.protocol.ed25519.Ed25519Verifier} judges one signature, {@link
 * io.timecoin.protocol.ed25519.SignatureBatch} many at once; beneath it lie point formulas, and
 * beneath those the field modulo p and the scalars modulo L.
 */
package io.timecoin.protocol.ed25519;
