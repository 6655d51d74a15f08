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

/** Asks the ledger which final transaction has spent an outpoint. Bounded. */
public final class LedgerSpenders {

  /** What the ledger says of an outpoint. */
  public sealed interface Answer {
    /** This transaction has spent it. */
    record Spent(Spender.Final by) implements Answer {}

    /** No final transaction that the ledger knows has. */
    record NotSpent() implements Answer {}

    /** Nothing: it is down, late, strange, or too many questions are open. */
    record None() implements Answer {}

    /** The spender, where it names one. */
    default Optional<Spender.Final> spender() {
      return switch (this) {
        case Spent(var by) -> Optional.of(by);
        case NotSpent _, None _ -> Optional.empty();
      };
    }
  }

  private static final Logger LOG = Logger.getLogger(LedgerSpenders.class);

  private final InternalReads ledger;
  private final Semaphore open;

  public LedgerSpenders(InternalReads ledger, int questions) {
    this.ledger = ledger;
    this.open = new Semaphore(questions);
  }

  /** Asks without waiting; the answer comes on another thread, at once when there is no room. */
  public void ask(OutPoint outpoint, Consumer<Answer> answer) {
    if (!open.tryAcquire()) {
      answer.accept(new Answer.None());
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
                  answer.accept(failure == null ? read(state) : new Answer.None());
                });
  }

  private static Answer read(OutpointState state) {
    if (!state.hasSpent()) {
      return new Answer.NotSpent();
    }
    try {
      return new Answer.Spent(
          new Spender.Final(
              Hashes.fromProto(state.getSpent().getTxid()), state.getSpent().getSequence()));
    } catch (DecodeException e) {
      LOG.warnf("The ledger names no spender: %s", e.getMessage());
      return new Answer.None();
    }
  }
}
