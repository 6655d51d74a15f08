package io.timecoin.consensus.core.signature;

import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;

/** Whether a signature is a key's over a message, by the rule of PROTOCOL §3.2; a pure function. */
@FunctionalInterface
public interface SignatureChecker {
  boolean valid(PublicKey key, Signature signature, byte[] message);
}
