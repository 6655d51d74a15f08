package io.timecoin.mempool.store;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Asks the ledger which final transaction has spent an outpoint. Bounded; when the ledger is down,
 * late, or too many questions are open, the answer is that none is known.
 */
public final class LedgerSpenders {
  private static final Logger LOG = Logger.getLogger(LedgerSpenders.class);

  private final InternalReads ledger;
  private final Semaphore open;

  public LedgerSpenders(InternalReads ledger, int questions) {
    this.ledger = ledger;
    this.open = new Semaphore(questions);
  }

  /** Asks without waiting; the answer comes on another thread, at once when there is no room. */
  public void ask(OutPoint outpoint, Consumer<Optional<Spender.Final>> answer) {
    if (!open.tryAcquire()) {
      answer.accept(Optional.empty());
      return;
    }
    String path =
        "/internal/v1/outpoints/%s/%s"
            .formatted(outpoint.txid(), Integer.toUnsignedString(outpoint.index()));
    var unused =
        ledger
            .getAsync(path, OutpointState.parser())
            .whenComplete(
                (state, failure) -> {
                  open.release();
                  answer.accept(failure == null ? spender(state) : Optional.empty());
                });
  }

  private static Optional<Spender.Final> spender(OutpointState state) {
    if (!state.hasSpent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Spender.Final(
              Hashes.fromProto(state.getSpent().getTxid()), state.getSpent().getSequence()));
    } catch (DecodeException e) {
      LOG.warnf("The ledger names no spender: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
