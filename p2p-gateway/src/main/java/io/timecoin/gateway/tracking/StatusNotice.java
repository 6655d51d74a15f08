package io.timecoin.gateway.tracking;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import java.util.Optional;

/** One status as mempool tells it; the copy's txid is absent where its bytes do not decode. */
public record StatusNotice(
    Optional<Hash256> txid, Hash256 wtxid, TransactionState state, Latency latency) {

  /**
   * Reads a message of tx.status.
   *
   * @throws DecodeException when an identifier is no hash, a code is unknown or nothing is told
   */
  public static StatusNotice fromProto(TransactionStatus message) throws DecodeException {
    return new StatusNotice(
        message.getTxid().isEmpty() ? Optional.empty() : Optional.of(hash(message.getTxid())),
        hash(message.getWtxid()),
        state(message),
        message.getLatency());
  }

  /** What a status message says became of the transaction. */
  public static TransactionState state(TransactionStatus message) throws DecodeException {
    return switch (message.getOutcomeCase()) {
      case ACCEPTED -> new TransactionState.Accepted(message.getAccepted().getFee());
      case REJECTED ->
          new TransactionState.Rejected(RefusalMessages.fromProto(message.getRejected()));
      case ABORTED ->
          new TransactionState.Aborted(
              hash(message.getAborted().getWinnerTxid()), message.getAborted().getWinnerSequence());
      case EVICTED -> new TransactionState.Evicted(message.getEvicted().getFloorPerKilobyte());
      case EXPIRED -> new TransactionState.Expired();
      case FINAL -> new TransactionState.ToldFinal(message.getFinal().getSequence());
      case WAITING ->
          new TransactionState.Waiting(RefusalMessages.fromProto(message.getWaiting().getReason()));
      case OUTCOME_NOT_SET -> throw new DecodeException("a status without an outcome");
    };
  }

  private static Hash256 hash(ByteString bytes) throws DecodeException {
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a hash of " + bytes.size() + " bytes");
    }
    return Hash256.of(bytes.toByteArray());
  }
}
