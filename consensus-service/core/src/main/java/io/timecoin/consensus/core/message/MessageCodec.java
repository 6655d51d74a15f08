package io.timecoin.consensus.core.message;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages between values and the Protobuf of consensus.outbound and consensus.inbound. Decoding
 * refuses every form that {@link SignedMessage} has no place for, with one sentence.
 */
public final class MessageCodec {
  /** Most transactions of a microblock (PROTOCOL §6.2). */
  static final int MAX_WTXIDS = 10_000;

  /** More ROUND_CHANGEs than any committee has members; bounds work before it is known. */
  static final int MAX_ROUND_CHANGES = 1_000;

  private MessageCodec() {}

  public static ConsensusMessage toProto(SignedMessage message) {
    var proto =
        ConsensusMessage.newBuilder()
            .setType(message.type().number())
            .setSequence(message.sequence())
            .setRound(message.round())
            .setDigest(bytes(message.digest()))
            .setSigner(ByteString.copyFrom(message.signer().toByteArray()))
            .setSignature(ByteString.copyFrom(message.signature().toByteArray()));
    switch (message) {
      case Proposal proposal -> {
        proto.setHeader(ByteString.copyFrom(proposal.header().encode()));
        proposal.wtxids().forEach(wtxid -> proto.addWtxids(bytes(wtxid)));
        proposal.justification().forEach(change -> proto.addRoundChanges(toProto(change)));
      }
      case RoundChange change -> {
        proto.setPreparedRound(change.preparedRound());
        change.prepared().map(CertificateCodec::toProto).ifPresent(proto::setPrepared);
      }
      case Ballot _, Timeout _ -> {}
    }
    return proto.build();
  }

  /**
   * The message that the Protobuf means.
   *
   * @throws DecodeException if it is none
   */
  public static SignedMessage fromProto(ConsensusMessage proto) throws DecodeException {
    var type =
        VoteType.ofNumber(proto.getType())
            .orElseThrow(() -> new DecodeException("no message has type " + proto.getType()));
    if (proto.getRound() < 0) {
      throw new DecodeException("round " + Integer.toUnsignedString(proto.getRound()));
    }
    if (proto.getSequence() < 1) {
      throw new DecodeException("sequence " + Long.toUnsignedString(proto.getSequence()));
    }
    return switch (type) {
      case PROPOSAL -> proposal(proto);
      case PREPARE, COMMIT ->
          new Ballot(
              type,
              proto.getSequence(),
              proto.getRound(),
              hash(proto.getDigest()),
              signer(proto),
              signature(proto));
      case ROUND_CHANGE -> roundChange(proto);
      case TIMEOUT -> timeout(proto);
    };
  }

  private static Proposal proposal(ConsensusMessage proto) throws DecodeException {
    if (proto.getWtxidsCount() > MAX_WTXIDS || proto.getRoundChangesCount() > MAX_ROUND_CHANGES) {
      throw new DecodeException("a proposal's list is too long");
    }
    var header = MicroblockHeader.decode(proto.getHeader().toByteArray());
    if (!header.digest().equals(hash(proto.getDigest()))) {
      throw new DecodeException("a proposal's digest is not its header's");
    }
    var wtxids = new ArrayList<Hash256>(proto.getWtxidsCount());
    for (ByteString wtxid : proto.getWtxidsList()) {
      wtxids.add(hash(wtxid));
    }
    var justification = new ArrayList<RoundChange>(proto.getRoundChangesCount());
    for (ConsensusMessage change : proto.getRoundChangesList()) {
      if (!(change.getType() == VoteType.ROUND_CHANGE.number()
          && fromProto(change) instanceof RoundChange decoded)) {
        throw new DecodeException("a proposal is justified by something else than a ROUND_CHANGE");
      }
      justification.add(decoded);
    }
    return new Proposal(
        proto.getSequence(),
        proto.getRound(),
        header,
        List.copyOf(wtxids),
        List.copyOf(justification),
        signer(proto),
        signature(proto));
  }

  private static RoundChange roundChange(ConsensusMessage proto) throws DecodeException {
    var prepared =
        proto.hasPrepared()
            ? Optional.of(CertificateCodec.fromProto(proto.getPrepared()))
            : Optional.<Certificate>empty();
    var change =
        new RoundChange(
            proto.getSequence(), proto.getRound(), prepared, signer(proto), signature(proto));
    if (change.preparedRound() != proto.getPreparedRound()
        || !change.digest().equals(hash(proto.getDigest()))) {
      throw new DecodeException("a ROUND_CHANGE names another value than its certificate");
    }
    return change;
  }

  private static Timeout timeout(ConsensusMessage proto) throws DecodeException {
    if (!hash(proto.getDigest()).equals(Hash256.ZERO)) {
      throw new DecodeException("a TIMEOUT's digest is zeros");
    }
    return new Timeout(proto.getSequence(), proto.getRound(), signer(proto), signature(proto));
  }

  private static PublicKey signer(ConsensusMessage proto) throws DecodeException {
    if (proto.getSigner().size() != PublicKey.SIZE) {
      throw new DecodeException("a signer has " + proto.getSigner().size() + " bytes");
    }
    return PublicKey.of(proto.getSigner().toByteArray());
  }

  private static Signature signature(ConsensusMessage proto) throws DecodeException {
    if (proto.getSignature().size() != Signature.SIZE) {
      throw new DecodeException("a signature has " + proto.getSignature().size() + " bytes");
    }
    return Signature.of(proto.getSignature().toByteArray());
  }

  static Hash256 hash(ByteString bytes) throws DecodeException {
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a hash has " + bytes.size() + " bytes");
    }
    return Hash256.of(bytes.toByteArray());
  }

  static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
