package io.timecoin.consensus.core.signature;

import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;

/**
 * This node's consensus key. Ed25519 signatures are deterministic, so the same message gives the
 * same bytes and a step stays a function of its arguments.
 */
public interface MessageSigner {
  PublicKey key();

  Signature sign(byte[] message);
}
