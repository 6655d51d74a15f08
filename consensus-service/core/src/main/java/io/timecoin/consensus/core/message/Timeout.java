package io.timecoin.consensus.core.message;

import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;

/** A member's word that a round's timer has expired; no vote, and not persisted (PROTOCOL §6.6). */
public record Timeout(long sequence, int round, PublicKey signer, Signature signature)
    implements SignedMessage {

  @Override
  public VoteType type() {
    return VoteType.TIMEOUT;
  }

  @Override
  public Hash256 digest() {
    return Hash256.ZERO;
  }

  @Override
  public byte[] signedBytes(Hash256 genesisHash) {
    return SignedBytes.timeout(genesisHash, sequence, round);
  }
}
