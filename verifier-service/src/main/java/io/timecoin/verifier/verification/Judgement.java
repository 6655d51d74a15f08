package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of one transaction while the signatures of its group are verified. Belongs to one
 * worker.
 */
final class Judgement {
  private final ByteString raw;
  private final Optional<Transaction> transaction;
  private final Optional<Refusal> unsigned;
  private final boolean early;
  private OptionalInt firstBadInput = OptionalInt.empty();

  private Judgement(
      ByteString raw,
      Optional<Transaction> transaction,
      Optional<Refusal> unsigned,
      boolean early) {
    this.raw = raw;
    this.transaction = transaction;
    this.unsigned = unsigned;
    this.early = early;
  }

  /** Refused before it had a name of its own. */
  static Judgement undecoded(ByteString raw, Refusal refusal) {
    return new Judgement(raw, Optional.empty(), Optional.of(refusal), false);
  }

  /** Refused for more than its timestamp, whatever its signatures are. */
  static Judgement refused(ByteString raw, Transaction transaction, Refusal refusal) {
    return new Judgement(raw, Optional.of(transaction), Optional.of(refusal), false);
  }

  /** Nothing but its timestamp is wrong, unless a signature is. */
  static Judgement early(ByteString raw, Transaction transaction, Refusal refusal) {
    return new Judgement(raw, Optional.of(transaction), Optional.of(refusal), true);
  }

  /** Nothing is wrong, unless a signature is. */
  static Judgement sound(ByteString raw, Transaction transaction) {
    return new Judgement(raw, Optional.of(transaction), Optional.empty(), false);
  }

  /** The transaction; only asked of those whose signatures are verified, which are decoded. */
  Transaction transaction() {
    return transaction.orElseThrow();
  }

  /** The signature of this input is not valid. */
  void badSignature(int input) {
    firstBadInput = OptionalInt.of(Math.min(input, firstBadInput.orElse(input)));
  }

  /**
   * The transaction with its names and its verdict. Bytes above the limit are left out: nobody
   * needs them again.
   */
  VerifiedTransaction verdict() {
    var answer = VerifiedTransaction.newBuilder();
    if (raw.size() <= Limits.MAX_TRANSACTION_BYTES) {
      answer.setTransaction(raw);
    }
    answer.setWtxid(
        bytes(transaction.map(Transaction::wtxid).orElseGet(() -> Sha256.hash(raw.toByteArray()))));
    transaction.ifPresent(decoded -> answer.setTxid(bytes(decoded.txid())));
    refusal().ifPresent(refusal -> answer.setRefusal(RefusalMessages.toProto(refusal)));
    return answer.setOnlyTheTimestamp(early && firstBadInput.isEmpty()).build();
  }

  /** The first rule that is broken, in the order of PROTOCOL §4.2: signatures come last. */
  private Optional<Refusal> refusal() {
    return unsigned.isPresent() || firstBadInput.isEmpty()
        ? unsigned
        : Optional.of(StatelessRules.badSignature(firstBadInput.getAsInt()));
  }

  private static ByteString bytes(Hash256 hash) {
    return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
  }
}
