package io.timecoin.gateway.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Transaction;

/**
 * What the gateway itself sees of handed-in bytes: how large they are and whether they decode. All
 * other rules are the verifiers'.
 */
public sealed interface FirstLook {
  /** SHA-256 of the bytes: names this copy (PROTOCOL §2.3). */
  Hash256 wtxid();

  /** Decodes; {@code raw} goes to the verifiers as it came. */
  record Decoded(Hash256 wtxid, Hash256 txid, ByteString raw) implements FirstLook {}

  /** Refused at once: TX_TOO_LARGE or TX_MALFORMED, which no rule and no time can heal. */
  record Unreadable(Hash256 wtxid, Refusal refusal) implements FirstLook {}

  /** Looks at bytes that nobody changes any more. */
  static FirstLook at(byte[] raw) {
    if (raw.length > Limits.MAX_TRANSACTION_BYTES) {
      return unreadable(
          Sha256.hash(raw),
          RejectCode.TX_TOO_LARGE,
          "%d bytes, at most %d".formatted(raw.length, Limits.MAX_TRANSACTION_BYTES));
    }
    try {
      Transaction transaction = Transaction.decode(raw);
      return new Decoded(
          transaction.wtxid(), transaction.txid(), UnsafeByteOperations.unsafeWrap(raw));
    } catch (DecodeException e) {
      return unreadable(Sha256.hash(raw), RejectCode.TX_MALFORMED, e.getMessage());
    }
  }

  private static Unreadable unreadable(Hash256 wtxid, RejectCode code, String detail) {
    return new Unreadable(wtxid, Refusal.of(code, detail));
  }
}
