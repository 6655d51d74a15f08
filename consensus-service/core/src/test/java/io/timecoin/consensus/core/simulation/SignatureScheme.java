package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.util.Arrays;

/**
 * How members sign: really, or by a stand-in a hundred times as fast that nobody here can forge.
 */
enum SignatureScheme {
  /** Ed25519 by the rule of PROTOCOL §3.2. */
  REAL {
    @Override
    Signature sign(KeyPair key, byte[] message) {
      return key.sign(message);
    }

    @Override
    SignatureChecker checker() {
      var verifier = new Ed25519Verifier();
      return (key, signature, message) ->
          verifier.verify(key.toByteArray(), signature.toByteArray(), message);
    }
  },

  /** Hashes of key and message: only {@link #sign} makes them, and it wants the key pair. */
  STAND_IN {
    @Override
    Signature sign(KeyPair key, byte[] message) {
      return standIn(key.publicKey(), message);
    }

    @Override
    SignatureChecker checker() {
      return (key, signature, message) -> standIn(key, message).equals(signature);
    }
  };

  abstract Signature sign(KeyPair key, byte[] message);

  abstract SignatureChecker checker();

  MessageSigner signer(KeyPair key) {
    return new MessageSigner() {
      @Override
      public PublicKey key() {
        return key.publicKey();
      }

      @Override
      public Signature sign(byte[] message) {
        return SignatureScheme.this.sign(key, message);
      }
    };
  }

  private static Signature standIn(PublicKey key, byte[] message) {
    byte[] hash = new Sha256().update(key.toByteArray()).update(message).finish().toByteArray();
    return Signature.of(Arrays.copyOf(hash, Signature.SIZE));
  }
}
