package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;

/**
 * Judges raw transactions by PROTOCOL §4.2 and names them. Belongs to one worker: the Ed25519
 * verifier in it is not thread-safe.
 */
public final class TransactionChecker {
  private final StatelessRules rules;
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  public TransactionChecker(StatelessRules rules) {
    this.rules = rules;
  }

  /**
   * The transaction with its names and its verdict. Bytes above the limit are left out: nobody
   * needs them again.
   *
   * @param nowSeconds t of TIMESTAMP_IN_FUTURE, Unix seconds
   */
  public VerifiedTransaction check(ByteString raw, long nowSeconds) {
    byte[] bytes = raw.toByteArray();
    return switch (rules.decode(bytes)) {
      case Verdict.Accepted<Transaction>(Transaction transaction) ->
          judged(raw, transaction, rules.checkDecoded(transaction, nowSeconds, verifier));
      case Verdict.Refused<Transaction>(Refusal refusal) -> undecoded(raw, bytes, refusal);
    };
  }

  private VerifiedTransaction judged(
      ByteString raw, Transaction transaction, Verdict<Transaction> verdict) {
    VerifiedTransaction.Builder answer =
        VerifiedTransaction.newBuilder()
            .setTransaction(raw)
            .setWtxid(bytes(transaction.wtxid()))
            .setTxid(bytes(transaction.txid()));
    return switch (verdict) {
      case Verdict.Accepted<Transaction> _ -> answer.build();
      case Verdict.Refused<Transaction>(Refusal refusal) ->
          answer
              .setRefusal(RefusalMessages.toProto(refusal))
              .setOnlyTheTimestamp(onlyTheTimestamp(transaction, refusal))
              .build();
    };
  }

  /**
   * Whether a microblock of a later time could contain it: a voter judges by that time, not by a
   * clock (PROTOCOL §6.2), and must not have to check signatures for it.
   */
  private boolean onlyTheTimestamp(Transaction transaction, Refusal refusal) {
    return refusal.code() == RejectCode.TIMESTAMP_IN_FUTURE
        && rules.checkDecoded(transaction, Long.MAX_VALUE, verifier)
            instanceof Verdict.Accepted<Transaction>;
  }

  private static VerifiedTransaction undecoded(ByteString raw, byte[] bytes, Refusal refusal) {
    VerifiedTransaction.Builder answer =
        VerifiedTransaction.newBuilder()
            .setWtxid(bytes(Sha256.hash(bytes)))
            .setRefusal(RefusalMessages.toProto(refusal));
    if (bytes.length <= Limits.MAX_TRANSACTION_BYTES) {
      answer.setTransaction(raw);
    }
    return answer.build();
  }

  private static ByteString bytes(Hash256 hash) {
    return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
  }
}
