package io.timecoin.consensus.ingress;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.voting.Inbox;
import io.timecoin.consensus.voting.Inbox.Source;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.EpochFilter;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.Draft;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.Verdict;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads proposal.answers for one epoch of this node: mempool's drafts and verdicts, those of a
 * lower mempool epoch dropped. A draft for a request of an earlier life answers no request; it
 * still is the bodies of what was proposed then.
 */
public final class ProposalAnswerConsumer implements RecordHandler {
  /** No request has this round. */
  private static final int NO_ROUND = -1;

  private final long ownEpoch;
  private final long decidedSequence;
  private final Inbox inbox;
  private final Runnable onNewMempool;
  private final BadRecords badRecords;
  private final EpochFilter mempoolEpochs = new EpochFilter();

  /**
   * @param decidedSequence answers up to this sequence mean nothing any more
   * @param onNewMempool told when mempool opens an epoch
   */
  public ProposalAnswerConsumer(
      long ownEpoch,
      long decidedSequence,
      Inbox inbox,
      Runnable onNewMempool,
      BadRecords badRecords) {
    this.ownEpoch = ownEpoch;
    this.decidedSequence = decidedSequence;
    this.inbox = inbox;
    this.onNewMempool = onNewMempool;
    this.badRecords = badRecords;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (var record : records) {
      try {
        take(RecordValue.parse(record.value(), ProposalAnswer.getDefaultInstance()));
      } catch (BadRecordException e) {
        badRecords.putAside(record, e.error(), e.getMessage());
      } catch (DecodeException | IllegalArgumentException e) {
        badRecords.putAside(record, "MALFORMED", e.getMessage());
      }
    }
  }

  private void take(ProposalAnswer answer)
      throws BadRecordException, DecodeException, InterruptedException {
    if (!mempoolEpochs.accept(answer.getEpoch(), answer.hasEpochOpened())) {
      return;
    }
    switch (answer.getAnswerCase()) {
      case DRAFT -> {
        if (answer.getDraft().getRequest().getSequence() > decidedSequence) {
          inbox.put(Source.MEMPOOL, draft(answer.getDraft()));
        }
      }
      case VERDICT -> {
        if (answer.getVerdict().getSequence() > decidedSequence) {
          take(answer.getVerdict());
        }
      }
      case EPOCH_OPENED -> onNewMempool.run();
      case ANSWER_NOT_SET -> throw new DecodeException("an answer without content");
    }
  }

  private void take(Verdict verdict) throws DecodeException, InterruptedException {
    if (verdict.hasValidSynced()) {
      inbox.putValid(
          verdict.getSequence(),
          Fields.hash(verdict.getDigest()),
          SealInputs.fromProto(verdict.getValidSynced()));
    } else {
      inbox.put(Source.MEMPOOL, verdict(verdict));
    }
  }

  private Input draft(Draft draft) throws DecodeException {
    var request = draft.getRequest();
    return new Input.DraftAnswered(
        request.getSequence(),
        Fields.hash(request.getPreviousDigest()),
        draft.getRequestEpoch() == ownEpoch ? request.getRound() : NO_ROUND,
        draft.getTimeMillis(),
        transactions(draft.getTransactionsList()),
        SealInputs.fromProto(draft.getSealInputs()));
  }

  private static Input verdict(Verdict verdict) throws DecodeException {
    var answer =
        switch (verdict.getJudgementCase()) {
          case VALID ->
              new Answer.Valid(
                  MicroblockHeader.decode(verdict.getValid().getHeader().toByteArray()),
                  transactions(verdict.getValid().getTransactionsList()),
                  SealInputs.fromProto(verdict.getValid().getSealInputs()));
          case INVALID ->
              new Answer.Invalid(
                  verdict.getInvalid().getCode() + ": " + verdict.getInvalid().getDetail());
          case NOT_YET -> new Answer.NotYet(verdict.getNotYet());
          case VALID_SYNCED, JUDGEMENT_NOT_SET ->
              throw new DecodeException("a verdict without judgement");
        };
    return new Input.VerdictAnswered(
        verdict.getSequence(),
        Fields.hash(verdict.getPreviousDigest()),
        Fields.hash(verdict.getDigest()),
        answer);
  }

  private static List<Transaction> transactions(List<ByteString> encoded) throws DecodeException {
    var transactions = new ArrayList<Transaction>(encoded.size());
    for (var bytes : encoded) {
      transactions.add(Transaction.decode(bytes.toByteArray()));
    }
    return transactions;
  }
}
