package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.store.VoteLogContent;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;

/** Who signs for a node, its member's key or nobody, and who checks what others have signed. */
final class Signers {

  private record Member(KeyPair pair) implements MessageSigner {
    @Override
    public PublicKey key() {
      return pair.publicKey();
    }

    @Override
    public Signature sign(byte[] message) {
      return pair.sign(message);
    }
  }

  private record Nobody() implements MessageSigner {
    @Override
    public PublicKey key() {
      return VoteLogContent.NOBODY;
    }

    @Override
    public Signature sign(byte[] message) {
      throw new IllegalStateException("a node without a member's key was made to sign");
    }
  }

  private Signers() {}

  static MessageSigner of(ConsensusKey key) {
    return switch (key) {
      case ConsensusKey.MemberKey(var pair) -> new Member(pair);
      case ConsensusKey.None(var _) -> new Nobody();
    };
  }

  /** What log, fence and machine know the node by. */
  static PublicKey publicKey(ConsensusKey key) {
    return of(key).key();
  }

  static SignatureChecker checker() {
    var verifier = new Ed25519Verifier();
    return (signer, signature, message) ->
        verifier.verify(signer.toByteArray(), signature.toByteArray(), message);
  }
}
