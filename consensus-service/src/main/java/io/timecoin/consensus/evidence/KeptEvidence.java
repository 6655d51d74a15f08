package io.timecoin.consensus.evidence;

import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import java.util.List;

/**
 * Two messages of one member with equal type, sequence and round and different content (PROTOCOL
 * §6.9). Only what is signed is kept: a PROPOSAL without list and justification.
 *
 * @param seenAtMillis by this node's clock, Unix milliseconds
 */
public record KeptEvidence(SignedMessage first, SignedMessage second, long seenAtMillis) {

  /** What a member may sign once; one piece of evidence for each. */
  public record Place(PublicKey signer, VoteType type, long sequence, int round) {}

  public KeptEvidence {
    first = signedPart(first);
    second = signedPart(second);
  }

  public Place place() {
    return new Place(first.signer(), first.type(), first.sequence(), first.round());
  }

  /** Whether it proves what it says, to anyone who knows the network. */
  public boolean holds(Hash256 genesisHash, SignatureChecker signatures) {
    return first.type() != VoteType.TIMEOUT
        && first.signer().equals(second.signer())
        && first.type() == second.type()
        && first.sequence() == second.sequence()
        && first.round() == second.round()
        && !first.signsSameAs(second)
        && isSigned(first, genesisHash, signatures)
        && isSigned(second, genesisHash, signatures);
  }

  public Evidence toProto() {
    return Evidence.newBuilder()
        .setFirst(MessageCodec.toProto(first))
        .setSecond(MessageCodec.toProto(second))
        .setSeenAtMillis(seenAtMillis)
        .build();
  }

  /**
   * What the record says; whether it holds is not checked.
   *
   * @throws DecodeException if it is none
   */
  public static KeptEvidence fromProto(Evidence proto) throws DecodeException {
    return new KeptEvidence(
        MessageCodec.fromProto(proto.getFirst()),
        MessageCodec.fromProto(proto.getSecond()),
        proto.getSeenAtMillis());
  }

  private static boolean isSigned(
      SignedMessage message, Hash256 genesisHash, SignatureChecker signatures) {
    return signatures.valid(
        message.signer(), message.signature(), message.signedBytes(genesisHash));
  }

  private static SignedMessage signedPart(SignedMessage message) {
    return message instanceof Proposal proposal
        ? new Proposal(
            proposal.sequence(),
            proposal.round(),
            proposal.header(),
            List.of(),
            List.of(),
            proposal.signer(),
            proposal.signature())
        : message;
  }
}
