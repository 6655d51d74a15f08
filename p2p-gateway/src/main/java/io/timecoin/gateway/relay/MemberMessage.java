package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.PreparedCertificate;
import io.timecoin.protocol.rules.Limits;

/**
 * One consensus message of a form that it may have (PROTOCOL §6.3), without fields that nobody here
 * knows. What its signature covers is bound: a proposal's header and list are those of its digest.
 * Its justification and prepared certificate are bounded in size and left for the voter to judge.
 *
 * @param hash over all of it: names this copy
 */
record MemberMessage(ConsensusMessage proto, VoteType type, PublicKey signer, Hash256 hash) {
  private static final Parser<ConsensusMessage> KNOWN_FIELDS =
      DiscardUnknownFieldsParser.wrap(ConsensusMessage.parser());

  /**
   * Reads what a peer sent.
   *
   * @param members size of the committee: bounds what stands on its members' votes
   * @throws DecodeException if no message has this form
   */
  static MemberMessage read(ConsensusMessage received, int members) throws DecodeException {
    try {
      var proto = KNOWN_FIELDS.parseFrom(received.toByteString());
      var type = form(proto, members);
      return new MemberMessage(
          proto,
          type,
          PublicKey.of(proto.getSigner().toByteArray()),
          Sha256.hash(proto.toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new DecodeException(e.getMessage());
    }
  }

  /** Whether its signer has signed it. */
  boolean isSigned(Hash256 genesisHash, Ed25519Verifier verifier) {
    return verifier.verify(
        proto.getSigner().toByteArray(), proto.getSignature().toByteArray(), signed(genesisHash));
  }

  private byte[] signed(Hash256 genesisHash) {
    var digest = Hash256.of(proto.getDigest().toByteArray());
    return switch (type) {
      case PROPOSAL, PREPARE, COMMIT ->
          SignedBytes.of(genesisHash, type, proto.getSequence(), proto.getRound(), digest);
      case ROUND_CHANGE ->
          SignedBytes.roundChange(
              genesisHash, proto.getSequence(), proto.getRound(), digest, proto.getPreparedRound());
      case TIMEOUT -> SignedBytes.timeout(genesisHash, proto.getSequence(), proto.getRound());
    };
  }

  private static VoteType form(ConsensusMessage proto, int members) throws DecodeException {
    var type =
        VoteType.ofNumber(proto.getType())
            .orElseThrow(() -> new DecodeException("no message has type " + proto.getType()));
    // Negative are those of 2^63 and more, and of 2^31 and more.
    require(proto.getSequence() >= 1, "a sequence out of range");
    require(proto.getRound() >= 0, "a round out of range");
    require(proto.getSigner().size() == PublicKey.SIZE, "a signer of a wrong length");
    require(proto.getSignature().size() == Signature.SIZE, "a signature of a wrong length");
    var digest = Hashes.hash(proto.getDigest());
    require(type == VoteType.PROPOSAL || isWithoutValue(proto), "only a PROPOSAL carries a value");
    require(
        type == VoteType.ROUND_CHANGE || (!proto.hasPrepared() && proto.getPreparedRound() == 0),
        "only a ROUND_CHANGE carries what was prepared");
    switch (type) {
      case PROPOSAL -> proposal(proto, digest, members);
      case ROUND_CHANGE -> roundChange(proto, digest, members);
      case TIMEOUT -> require(digest.equals(Hash256.ZERO), "a TIMEOUT's digest is zeros");
      case PREPARE, COMMIT -> {}
    }
    return type;
  }

  private static boolean isWithoutValue(ConsensusMessage proto) {
    return proto.getHeader().isEmpty()
        && proto.getWtxidsCount() == 0
        && proto.getRoundChangesCount() == 0;
  }

  private static void proposal(ConsensusMessage proto, Hash256 digest, int members)
      throws DecodeException {
    require(
        proto.getWtxidsCount() <= Limits.MAX_MICROBLOCK_TRANSACTIONS,
        "a proposal's list is too long");
    require(proto.getRoundChangesCount() <= members, "more ROUND_CHANGEs than members");
    var header = MicroblockHeader.decode(proto.getHeader().toByteArray());
    require(
        header.digest().equals(digest) && header.sequence() == proto.getSequence(),
        "a proposal's header is another one's");
    require(isListOf(header, proto), "a proposal's list is not its header's");
    for (ConsensusMessage change : proto.getRoundChangesList()) {
      require(
          form(change, members) == VoteType.ROUND_CHANGE,
          "a proposal is justified by something else than a ROUND_CHANGE");
    }
  }

  private static boolean isListOf(MicroblockHeader header, ConsensusMessage proto)
      throws DecodeException {
    var wtxids = Hashes.hashes(proto.getWtxidsList());
    return header.transactionCount() == wtxids.size()
        && header.transactionRoot().equals(MerkleTree.root(wtxids));
  }

  private static void roundChange(ConsensusMessage proto, Hash256 digest, int members)
      throws DecodeException {
    if (!proto.hasPrepared()) {
      require(
          proto.getPreparedRound() == SignedBytes.NOTHING_PREPARED && digest.equals(Hash256.ZERO),
          "a ROUND_CHANGE names a value without its certificate");
      return;
    }
    PreparedCertificate prepared = proto.getPrepared();
    require(
        prepared.getRound() == proto.getPreparedRound()
            && prepared.getSequence() == proto.getSequence()
            && prepared.getDigest().equals(proto.getDigest()),
        "a ROUND_CHANGE names another value than its certificate");
    require(
        prepared.getBitmap().size() <= Bitmap.length(members)
            && prepared.getSignaturesCount() <= members,
        "a prepared certificate of more than the members");
    for (ByteString signature : prepared.getSignaturesList()) {
      require(signature.size() == Signature.SIZE, "a signature of a wrong length");
    }
  }

  private static void require(boolean holds, String otherwise) throws DecodeException {
    if (!holds) {
      throw new DecodeException(otherwise);
    }
  }
}
