package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes consensus.inbound and of it only PROPOSALs of round 0, to judge them before consensus asks.
 * The gateway has checked the signature; a wrong verdict on a forged one would harm nobody, because
 * verdicts name the digest they are about.
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
        handle(
            RecordValue.parse(record.value(), ReceivedConsensusMessage.getDefaultInstance())
                .getMessage());
      } catch (BadRecordException e) {
        deadLetters.send(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        deadLetters.send(record, "MALFORMED", e.getMessage());
      }
    }
  }

  private void handle(ConsensusMessage message) throws DecodeException, InterruptedException {
    if (message.getType() != VoteType.PROPOSAL.number() || message.getRound() != 0) {
      return;
    }
    VerdictRequest proposal =
        ProposalMessages.verdictRequest(
            message.getRound(), message.getHeader(), message.getWtxidsList());
    if (message.getSigner().size() != PublicKey.SIZE) {
      throw new DecodeException("a signer's key of " + message.getSigner().size() + " bytes");
    }
    PublicKey signer = PublicKey.of(message.getSigner().toByteArray());
    loop.urgent(node -> node.proposals().proposed(proposal, signer));
  }
}
