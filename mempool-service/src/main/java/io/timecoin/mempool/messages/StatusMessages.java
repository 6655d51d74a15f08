package io.timecoin.mempool.messages;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.Aborted;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.Evicted;
import io.timecoin.protocol.proto.internal.v1.Expired;
import io.timecoin.protocol.proto.internal.v1.Final;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.proto.internal.v1.Waiting;

/** Notices as they travel on tx.status and in mempool.journal. */
public final class StatusMessages {
  private StatusMessages() {}

  public static TransactionStatus toProto(StatusNotice notice) {
    var message =
        TransactionStatus.newBuilder()
            .setWtxid(Hashes.toProto(notice.wtxid()))
            .setOrigin(notice.provenance().origin())
            .setLatency(
                latency(notice.provenance(), notice.admittedAtMillis())
                    .setFinalAtMillis(notice.finalAtMillis()));
    notice.txid().ifPresent(txid -> message.setTxid(Hashes.toProto(txid)));
    switch (notice.outcome()) {
      case Outcome.Accepted(long fee) -> message.setAccepted(Accepted.newBuilder().setFee(fee));
      case Outcome.Rejected(var refusal) -> message.setRejected(RefusalMessages.toProto(refusal));
      case Outcome.Aborted(var winner, long sequence) ->
          message.setAborted(
              Aborted.newBuilder()
                  .setWinnerTxid(Hashes.toProto(winner))
                  .setWinnerSequence(sequence));
      case Outcome.Evicted(long floor) ->
          message.setEvicted(Evicted.newBuilder().setFloorPerKilobyte(floor));
      case Outcome.Expired() -> message.setExpired(Expired.getDefaultInstance());
      case Outcome.Final(long sequence) ->
          message.setFinal(Final.newBuilder().setSequence(sequence));
      case Outcome.Waiting(var reason) ->
          message.setWaiting(Waiting.newBuilder().setReason(RefusalMessages.toProto(reason)));
    }
    return message.build();
  }

  static Latency.Builder latency(Provenance provenance, long admittedAtMillis) {
    return Latency.newBuilder()
        .setSentAtMillis(provenance.sentAtMillis())
        .setVerifiedAtMillis(provenance.verifiedAtMillis())
        .setAdmittedAtMillis(admittedAtMillis);
  }

  /**
   * The notice that a message carries.
   *
   * @throws DecodeException if a hash or a code is malformed, or there is no outcome
   */
  public static StatusNotice fromProto(TransactionStatus message) throws DecodeException {
    Latency latency = message.getLatency();
    return new StatusNotice(
        Hashes.optional(message.getTxid()),
        Hashes.fromProto(message.getWtxid()),
        new Provenance(
            message.getOrigin(), latency.getSentAtMillis(), latency.getVerifiedAtMillis()),
        latency.getAdmittedAtMillis(),
        latency.getFinalAtMillis(),
        outcome(message));
  }

  private static Outcome outcome(TransactionStatus message) throws DecodeException {
    return switch (message.getOutcomeCase()) {
      case ACCEPTED -> new Outcome.Accepted(message.getAccepted().getFee());
      case REJECTED -> new Outcome.Rejected(RefusalMessages.fromProto(message.getRejected()));
      case ABORTED ->
          new Outcome.Aborted(
              Hashes.fromProto(message.getAborted().getWinnerTxid()),
              message.getAborted().getWinnerSequence());
      case EVICTED -> new Outcome.Evicted(message.getEvicted().getFloorPerKilobyte());
      case EXPIRED -> new Outcome.Expired();
      case FINAL -> new Outcome.Final(message.getFinal().getSequence());
      case WAITING ->
          new Outcome.Waiting(RefusalMessages.fromProto(message.getWaiting().getReason()));
      case OUTCOME_NOT_SET -> throw new DecodeException("a status without an outcome");
    };
  }
}
