package io.timecoin.mempool.messages;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.mempool.proposal.Answer;
import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.proposal.DraftRequest;
import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.proposal.ListedValue;
import io.timecoin.mempool.proposal.SyncedVerdict;
import io.timecoin.mempool.proposal.VerdictRequest;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.Refusal;
import io.timecoin.protocol.proto.internal.v1.Valid;
import io.timecoin.protocol.proto.internal.v1.Verdict;
import io.timecoin.protocol.proto.internal.v1.VerdictWanted;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Requests and answers as proposal.requests and proposal.answers carry them. */
public final class ProposalMessages {
  private static final int NO_INPUT = -1;

  private ProposalMessages() {}

  /**
   * The draft request that a message is.
   *
   * @throws DecodeException if the digest is malformed
   */
  public static DraftRequest draftRequest(DraftWanted wanted, long epoch) throws DecodeException {
    return new DraftRequest(
        epoch,
        wanted.getSequence(),
        Hashes.fromProto(wanted.getPreviousDigest()),
        wanted.getRound(),
        wanted.getSealDue());
  }

  /**
   * A value without its bodies.
   *
   * @throws DecodeException if header or list is malformed
   */
  public static ListedValue value(ByteString header, List<ByteString> list) throws DecodeException {
    List<Hash256> wtxids = new ArrayList<>(list.size());
    for (ByteString wtxid : list) {
      wtxids.add(Hashes.fromProto(wtxid));
    }
    return new ListedValue(MicroblockHeader.decode(header.toByteArray()), wtxids);
  }

  /** What the asker knows of a value. */
  public static VerdictRequest.Standing standing(VerdictWanted wanted) {
    return wanted.getCertified()
        ? VerdictRequest.Standing.CERTIFIED
        : VerdictRequest.Standing.PROPOSED;
  }

  /** Header and list, for a member that lacks them. */
  public static FetchedProposal toProto(ListedValue value) {
    return FetchedProposal.newBuilder()
        .setHeader(UnsafeByteOperations.unsafeWrap(value.header().encode()))
        .addAllWtxids(value.wtxids().stream().map(Hashes::toProto).toList())
        .build();
  }

  public static ProposalAnswer toProto(Answer answer, long epoch) {
    var message = ProposalAnswer.newBuilder().setEpoch(epoch);
    return switch (answer) {
      case Draft draft -> message.setDraft(toProto(draft)).build();
      case Judgement judgement -> message.setVerdict(toProto(judgement)).build();
      case SyncedVerdict(var header, var covered) ->
          message.setVerdict(about(header).setValidSynced(covered.toProto())).build();
    };
  }

  private static io.timecoin.protocol.proto.internal.v1.Draft toProto(Draft draft) {
    DraftRequest request = draft.request();
    return io.timecoin.protocol.proto.internal.v1.Draft.newBuilder()
        .setRequest(
            DraftWanted.newBuilder()
                .setSequence(request.sequence())
                .setPreviousDigest(Hashes.toProto(request.previousDigest()))
                .setRound(request.round())
                .setSealDue(request.sealDue()))
        .setRequestEpoch(request.epoch())
        .setTimeMillis(draft.timeMillis())
        .addAllTransactions(bodies(draft.transactions()))
        .setSealInputs(draft.covered().toProto())
        .build();
  }

  private static Verdict toProto(Judgement judgement) {
    var message = about(judgement.header());
    switch (judgement) {
      case Judgement.Valid(var header, var transactions, var covered) ->
          message.setValid(
              Valid.newBuilder()
                  .setHeader(UnsafeByteOperations.unsafeWrap(header.encode()))
                  .addAllTransactions(bodies(transactions))
                  .setSealInputs(covered.toProto()));
      case Judgement.Invalid(_, String defect, var reason) ->
          message.setInvalid(refusal(defect, reason));
      case Judgement.NotYet(_, String missing) -> message.setNotYet(missing);
    }
    return message.build();
  }

  private static Verdict.Builder about(MicroblockHeader header) {
    return Verdict.newBuilder()
        .setSequence(header.sequence())
        .setPreviousDigest(Hashes.toProto(header.previousDigest()))
        .setDigest(Hashes.toProto(header.digest()));
  }

  private static Refusal refusal(String defect, Judgement.Refused reason) {
    return switch (reason) {
      case Judgement.Refused.ByTransaction(var refusal, String detail) ->
          RefusalMessages.toProto(refusal).toBuilder().setDetail(detail).build();
      case Judgement.Refused.AsWhole(String detail) ->
          Refusal.newBuilder().setCode(defect).setDetail(detail).setInputIndex(NO_INPUT).build();
    };
  }

  private static List<ByteString> bodies(List<Transaction> transactions) {
    return transactions.stream()
        .map(transaction -> UnsafeByteOperations.unsafeWrap(transaction.encode()))
        .toList();
  }
}
