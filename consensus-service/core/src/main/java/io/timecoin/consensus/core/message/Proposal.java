package io.timecoin.consensus.core.message;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.List;

/**
 * A leader's proposal for a round: header and wtxids, never bodies (PROTOCOL §6.3).
 *
 * @param wtxids in the microblock's order
 * @param justification the quorum of ROUND_CHANGEs for a round above 0; empty in round 0. It is not
 *     under the signature
 */
public record Proposal(
    long sequence,
    int round,
    MicroblockHeader header,
    List<Hash256> wtxids,
    List<RoundChange> justification,
    PublicKey signer,
    Signature signature)
    implements SignedMessage {

  public Proposal {
    wtxids = List.copyOf(wtxids);
    justification = List.copyOf(justification);
  }

  @Override
  public VoteType type() {
    return VoteType.PROPOSAL;
  }

  @Override
  public Hash256 digest() {
    return header.digest();
  }

  @Override
  public byte[] signedBytes(Hash256 genesisHash) {
    return SignedBytes.of(genesisHash, VoteType.PROPOSAL, sequence, round, digest());
  }
}
