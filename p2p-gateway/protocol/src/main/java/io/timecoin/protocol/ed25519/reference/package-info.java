/**
 * PROTOCOL §3.2 a second time, so that verdicts can be checked by code that shares nothing with
 * {@link io.timecoin.protocol.ed25519}: BouncyCastle's arithmetic instead of ours, other formulas,
 * another implementation of SHA-512. Nothing in here may use the package above, and neither
 * verifier is to be made faster at the price of being as intricate as what it checks.
 */
package io.timecoin.protocol.ed25519.reference;
