package io.timecoin.mempool.ingress;

import com.google.protobuf.ByteString;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes consensus.inbound: PROPOSALs of round 0 are judged before consensus asks, and who brings a
 * PROPOSAL or its own PREPARE should have the bodies. The gateway has checked the signature; a
 * wrong verdict on a forged one would harm nobody, because verdicts name the digest they are about.
 */
public final class PeerProposalConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final DeadLetters deadLetters;

  public PeerProposalConsumer(DomainLoop loop, DeadLetters deadLetters) {
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        handle(RecordValue.parse(record.value(), ReceivedConsensusMessage.getDefaultInstance()));
      } catch (BadRecordException e) {
        deadLetters.send(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        deadLetters.send(record, "MALFORMED", e.getMessage());
      }
    }
  }

  private void handle(ReceivedConsensusMessage received)
      throws DecodeException, InterruptedException {
    if (!received.hasMessage()) {
      // The other contents are for consensus alone.
      return;
    }
    ConsensusMessage message = received.getMessage();
    if (message.getType() == VoteType.PROPOSAL.number()) {
      noteHolder(received);
      if (message.getRound() == 0) {
        propose(message);
      }
    } else if (message.getType() == VoteType.PREPARE.number()
        && message.getSigner().equals(received.getMember())) {
      noteHolder(received);
    }
  }

  private void propose(ConsensusMessage message) throws DecodeException, InterruptedException {
    var proposal =
        new VerdictRequest(
            message.getRound(),
            ProposalMessages.value(message.getHeader(), message.getWtxidsList()),
            VerdictRequest.Standing.PROPOSED);
    PublicKey signer = key(message.getSigner(), "a signer's");
    loop.urgent(node -> node.proposals().proposed(proposal, signer));
  }

  private void noteHolder(ReceivedConsensusMessage received)
      throws DecodeException, InterruptedException {
    if (received.getPeer().isEmpty()) {
      return;
    }
    PublicKey peer = key(received.getPeer(), "a peer's");
    Hash256 digest = Hashes.fromProto(received.getMessage().getDigest());
    loop.urgent(node -> node.proposals().held(digest, peer));
  }

  private static PublicKey key(ByteString bytes, String whose) throws DecodeException {
    if (bytes.size() != PublicKey.SIZE) {
      throw new DecodeException(whose + " key of " + bytes.size() + " bytes");
    }
    return PublicKey.of(bytes.toByteArray());
  }
}
