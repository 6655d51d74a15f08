package io.timecoin.consensus.ingress;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.voting.Inbox;
import io.timecoin.consensus.voting.Inbox.Source;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MemberAnswer;
import io.timecoin.protocol.proto.internal.v1.MemberStatus;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.rules.Limits;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads consensus.inbound: what peers say to this node's voter, none of it believed yet. */
public record ConsensusMessageConsumer(Inbox inbox, BadRecords badRecords)
    implements RecordHandler {

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (var record : records) {
      try {
        inbox.put(
            Source.PEERS,
            input(
                RecordValue.parse(record.value(), ReceivedConsensusMessage.getDefaultInstance())));
      } catch (BadRecordException e) {
        badRecords.putAside(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }

  static Input input(ReceivedConsensusMessage received) throws BadRecordException, DecodeException {
    return switch (received.getContentCase()) {
      case MESSAGE -> new Input.MessageReceived(MessageCodec.fromProto(received.getMessage()));
      case PROPOSAL -> proposal(received.getProposal());
      case STATUS -> status(member(received), received.getStatus());
      case QUESTION ->
          new Input.StatusAsked(member(received), received.getQuestion().getQuestion());
      case ANSWER -> answer(member(received), received.getAnswer());
      case CONTENT_NOT_SET -> throw new DecodeException("it says nothing");
    };
  }

  /** Whoever says where it is must say as whom (PROTOCOL §9). */
  private static PublicKey member(ReceivedConsensusMessage received)
      throws BadRecordException, DecodeException {
    if (received.getMember().isEmpty()) {
      throw new BadRecordException(
          "NO_MEMBER", "a %s of no member".formatted(received.getContentCase()));
    }
    return Fields.key(received.getMember());
  }

  private static Input proposal(FetchedProposal proposal) throws DecodeException {
    if (proposal.getWtxidsCount() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      throw new DecodeException("a proposal's list is too long");
    }
    return new Input.ProposalFetched(
        MicroblockHeader.decode(proposal.getHeader().toByteArray()),
        Fields.hashes(proposal.getWtxidsList()));
  }

  private static Input status(PublicKey member, MemberStatus status) throws DecodeException {
    return new Input.StatusReceived(member, status.getSequence(), Fields.hash(status.getDigest()));
  }

  private static Input answer(PublicKey member, MemberAnswer answer) throws DecodeException {
    return new Input.StatusAnswered(
        member,
        answer.getQuestion(),
        answer.getSequence(),
        Fields.hash(answer.getDigest()),
        certificate(answer.getCertificate()));
  }

  private static Optional<Certificate> certificate(ByteString encoded) throws DecodeException {
    return encoded.isEmpty()
        ? Optional.empty()
        : Optional.of(Certificate.decode(encoded.toByteArray()));
  }
}
