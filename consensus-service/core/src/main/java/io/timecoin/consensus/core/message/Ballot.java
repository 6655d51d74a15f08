package io.timecoin.consensus.core.message;

import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;

/** A PREPARE or a COMMIT: one member's vote for a digest in a round. */
public record Ballot(
    VoteType type, long sequence, int round, Hash256 digest, PublicKey signer, Signature signature)
    implements SignedMessage {

  public Ballot {
    if (type != VoteType.PREPARE && type != VoteType.COMMIT) {
      throw new IllegalArgumentException("a ballot is a PREPARE or a COMMIT, not a " + type);
    }
  }

  @Override
  public byte[] signedBytes(Hash256 genesisHash) {
    return SignedBytes.of(genesisHash, type, sequence, round, digest);
  }
}
