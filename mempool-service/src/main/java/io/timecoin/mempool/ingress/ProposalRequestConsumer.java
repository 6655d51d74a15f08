package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.mempool.proposal.DraftRequest;
import io.timecoin.mempool.proposal.ListedValue;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.VerdictWanted;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes proposal.requests. */
public final class ProposalRequestConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final DeadLetters deadLetters;

  public ProposalRequestConsumer(DomainLoop loop, DeadLetters deadLetters) {
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        handle(RecordValue.parse(record.value(), ProposalRequest.getDefaultInstance()));
      } catch (BadRecordException e) {
        deadLetters.send(record, e.error(), e.getMessage());
      } catch (DecodeException e) {
        deadLetters.send(record, "MALFORMED", e.getMessage());
      }
    }
  }

  private void handle(ProposalRequest request) throws DecodeException, InterruptedException {
    switch (request.getWantedCase()) {
      case DRAFT -> {
        DraftRequest draft = ProposalMessages.draftRequest(request.getDraft(), request.getEpoch());
        loop.urgent(node -> node.proposals().want(draft));
      }
      case VERDICT -> {
        VerdictWanted wanted = request.getVerdict();
        ListedValue value = ProposalMessages.value(wanted.getHeader(), wanted.getWtxidsList());
        if (wanted.getSynced()) {
          loop.urgent(node -> node.synced().want(value));
        } else {
          var verdict =
              new VerdictRequest(wanted.getRound(), value, ProposalMessages.standing(wanted));
          loop.urgent(node -> node.proposals().want(verdict));
        }
      }
      case WANTED_NOT_SET -> throw new DecodeException("a request for nothing");
    }
  }
}
