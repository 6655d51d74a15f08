package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.SignatureBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;
import io.timecoin.verifier.recheck.AcceptedSignature;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.Sampling;
import io.timecoin.verifier.recheck.TakenOutException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Judges raw transactions by PROTOCOL §4.2 and names them: a group at a time, whose signatures are
 * verified together, and some of those accepted a second time by another implementation. Belongs to
 * one worker.
 */
public final class TransactionChecker {
  private final StatelessRules rules;
  private final SignatureBatch signatures;
  private final Sampling sampling;
  private final Rechecks rechecks;
  private final List<Judgement> group = new ArrayList<>();

  /** Whose the signatures in the batch are, and of which input, by their numbers in it. */
  private final Judgement[] owners = new Judgement[SignatureBatch.CAPACITY];

  private final int[] inputs = new int[SignatureBatch.CAPACITY];
  private int signaturesOfGroup;

  /**
   * A checker without a group.
   *
   * @param signatures an empty batch for this checker alone
   * @param sampling chooses which accepted signatures are checked again, for this checker alone
   */
  public TransactionChecker(
      StatelessRules rules, SignatureBatch signatures, Sampling sampling, Rechecks rechecks) {
    this.rules = rules;
    this.signatures = signatures;
    this.sampling = sampling;
    this.rechecks = rechecks;
  }

  /**
   * Adds a transaction to the group; verifies the signatures so far where they are too many.
   *
   * @param nowSeconds t of TIMESTAMP_IN_FUTURE, Unix seconds
   * @throws TakenOutException as {@link #verdicts} does
   */
  public void add(ByteString raw, long nowSeconds) {
    group.add(
        switch (rules.decode(raw.toByteArray())) {
          case Verdict.Accepted<Transaction>(Transaction transaction) ->
              judged(raw, transaction, nowSeconds);
          case Verdict.Refused<Transaction>(Refusal refusal) -> Judgement.undecoded(raw, refusal);
        });
  }

  /** Whether another transaction would gain nothing from joining this group. */
  public boolean isFull() {
    return signaturesOfGroup >= SignatureBatch.CAPACITY || group.size() >= SignatureBatch.CAPACITY;
  }

  /**
   * The verdicts of the group, in the order of adding; the next group begins.
   *
   * @throws TakenOutException if this instance is taken out, by what this group has shown or by
   *     another: then there are no verdicts
   */
  public List<VerifiedTransaction> verdicts() {
    try {
      verifySignatures();
      // Another worker may have found out meanwhile.
      rechecks.refuseIfTakenOut();
      return group.stream().map(Judgement::verdict).toList();
    } finally {
      discard();
    }
  }

  /** Forgets what there is of a group; the next one begins. */
  void discard() {
    signatures.clear();
    group.clear();
    signaturesOfGroup = 0;
  }

  private Judgement judged(ByteString raw, Transaction transaction, long nowSeconds) {
    return switch (rules.checkUnsigned(transaction, nowSeconds)) {
      case Verdict.Accepted<Transaction> _ ->
          signed(Judgement.sound(raw, transaction), transaction);
      case Verdict.Refused<Transaction>(Refusal refusal)
          when isOnlyTheTimestamp(transaction, refusal) ->
          signed(Judgement.early(raw, transaction, refusal), transaction);
      case Verdict.Refused<Transaction>(Refusal refusal) ->
          Judgement.refused(raw, transaction, refusal);
    };
  }

  /**
   * Whether a microblock of a later time could contain it, if its signatures are valid: a voter
   * judges by that time, not by a clock (PROTOCOL §6.2), and must not have to check signatures for
   * it.
   */
  private boolean isOnlyTheTimestamp(Transaction transaction, Refusal refusal) {
    return refusal.code() == RejectCode.TIMESTAMP_IN_FUTURE
        && rules.checkUnsigned(transaction, Long.MAX_VALUE)
            instanceof Verdict.Accepted<Transaction>;
  }

  private Judgement signed(Judgement judgement, Transaction transaction) {
    for (int input = 0; input < transaction.inputs().size(); input++) {
      if (signatures.isFull()) {
        verifySignatures();
      }
      byte[] sig = transaction.inputs().get(input).scriptSig().toByteArray();
      byte[] message = rules.signingMessage(transaction, input);
      int number = signatures.add(sig, 0, sig, PublicKey.SIZE, message, 0, message.length);
      owners[number] = judgement;
      inputs[number] = input;
    }
    signaturesOfGroup += transaction.inputs().size();
    return judgement;
  }

  private void verifySignatures() {
    rechecks.refuseIfTakenOut();
    int count = signatures.size();
    BitSet bad = signatures.verify();
    for (int number = 0; number < count; number++) {
      if (bad.get(number)) {
        owners[number].badSignature(inputs[number]);
      } else if (sampling.choosesNext()) {
        rechecks.check(AcceptedSignature.of(rules, owners[number].transaction(), inputs[number]));
      }
    }
  }
}
