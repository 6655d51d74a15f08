package io.timecoin.gateway.ingress.view;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.gateway.tracking.FinalMicroblock;
import io.timecoin.gateway.tracking.SealIndex;
import io.timecoin.gateway.tracking.StatusNotice;
import io.timecoin.gateway.tracking.Timings;
import io.timecoin.gateway.tracking.Tracked;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import java.util.Optional;

/** Makes the API's answer about a transaction from what each source knows. */
public final class TransactionViews {
  private final SealIndex seals;

  public TransactionViews(SealIndex seals) {
    this.seals = seals;
  }

  /** From what was followed here. */
  public TransactionView of(Hash256 id, Tracked tracked) {
    var view =
        new TransactionViewBuilder(id)
            .named(tracked.txid(), tracked.wtxid())
            .timed(tracked.timings(), 0)
            .state(tracked.state());
    tracked.fee().ifPresent(view::fee);
    if (tracked.state() instanceof TransactionState.Final(FinalMicroblock microblock)) {
      view.proved(microblock.header(), microblock.certificate());
      seals
          .find(microblock.sequence())
          .ifPresent(seal -> view.confirmedBy(seal.height(), seal.blockHash().toString()));
    }
    return view.build();
  }

  /** From the ledger alone. */
  public TransactionView of(Hash256 id, FinalTransaction written) {
    return written(id, written, Timings.UNKNOWN);
  }

  /** From the ledger, with the times followed here. */
  public TransactionView of(Hash256 id, FinalTransaction written, Tracked tracked) {
    return written(id, written, tracked.timings());
  }

  /** From the mempool. */
  public TransactionView of(Hash256 id, MempoolTransaction pooled) {
    TransactionStatus status = pooled.getStatus();
    try {
      TransactionState state =
          status.getOutcomeCase() == TransactionStatus.OutcomeCase.OUTCOME_NOT_SET
              ? new TransactionState.Accepted(pooled.getFee())
              : StatusNotice.state(status);
      return new TransactionViewBuilder(id)
          .named(
              pooled.getTxid().isEmpty() ? Optional.empty() : Optional.of(hash(pooled.getTxid())),
              hash(pooled.getWtxid()))
          .timed(Timings.UNKNOWN.with(status.getLatency()), 0)
          .state(state)
          .build();
    } catch (DecodeException e) {
      throw ReadException.unavailable("the mempool's answer makes no sense: " + e.getMessage());
    }
  }

  private static TransactionView written(Hash256 id, FinalTransaction written, Timings timings) {
    TransactionRecord record = written.getRecord();
    var view =
        new TransactionViewBuilder(id)
            .named(
                Optional.of(hash(record.getTxid())),
                // A coinbase has no signatures: its copy is itself.
                hash(record.getWtxid().isEmpty() ? record.getTxid() : record.getWtxid()))
            .timed(timings, written.getAppliedAtMillis())
            .fee(written.getFee())
            .finalAt(record.getSequence());
    if (!written.getCoinbase()) {
      view.proved(written.getMicroblockHeader(), written.getCertificate())
          .path(record.getPosition(), record.getMerklePathList());
    }
    if (written.hasHeight()) {
      view.confirmedBy(written.getHeight(), Json.hex(written.getBlockHash()));
    }
    return view.build();
  }

  private static Hash256 hash(ByteString bytes) {
    if (bytes.size() != Hash256.SIZE) {
      throw ReadException.unavailable("a hash of " + bytes.size() + " bytes was answered");
    }
    return Hash256.of(bytes.toByteArray());
  }
}
