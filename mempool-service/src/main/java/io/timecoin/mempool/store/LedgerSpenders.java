package io.timecoin.mempool.store;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Asks the ledger which final transaction has spent an outpoint. Bounded; thread-safe. */
public final class LedgerSpenders {

  /** What the ledger says of an outpoint. */
  public sealed interface Answer {
    /** This transaction has spent it. */
    record Spent(Spender.Final by) implements Answer {}

    /** No final transaction that the ledger knows has. */
    record NotSpent() implements Answer {}

    /** Nothing: it is down, late, strange, or too many ask. */
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

  /** Askers that are served at a time: every orphan, and as many that have ended meanwhile. */
  static final int MOST_ASKERS = 2_000;

  private final InternalReads ledger;
  private final int mostUnderWay;
  private final Map<OutPoint, List<Consumer<Answer>>> askers = new HashMap<>();
  private final Deque<OutPoint> waiting = new ArrayDeque<>();
  private int served;
  private int underWay;

  /**
   * @param mostUnderWay questions that the ledger has at a time; more wait their turn here
   */
  public LedgerSpenders(InternalReads ledger, int mostUnderWay) {
    this.ledger = ledger;
    this.mostUnderWay = mostUnderWay;
  }

  /**
   * Asks without waiting; the answer comes on another thread, at once when there is no room. Who
   * asks the same at the same time gets the same answer.
   */
  public void ask(OutPoint outpoint, Consumer<Answer> asker) {
    switch (place(outpoint, asker)) {
      case FULL -> asker.accept(new Answer.None());
      case NOW -> send(outpoint);
      case LATER -> {
        // Answered when its turn comes.
      }
    }
  }

  private enum Place {
    NOW,
    LATER,
    FULL
  }

  private synchronized Place place(OutPoint outpoint, Consumer<Answer> asker) {
    if (served == MOST_ASKERS) {
      return Place.FULL;
    }
    served++;
    List<Consumer<Answer>> others = askers.get(outpoint);
    if (others != null) {
      others.add(asker);
      return Place.LATER;
    }
    askers.put(outpoint, new ArrayList<>(List.of(asker)));
    if (underWay == mostUnderWay) {
      waiting.add(outpoint);
      return Place.LATER;
    }
    underWay++;
    return Place.NOW;
  }

  private void send(OutPoint outpoint) {
    String path =
        "/internal/v1/outpoints/%s/%s"
            .formatted(outpoint.txid(), Integer.toUnsignedString(outpoint.index()));
    var unused =
        ledger
            .getAsync(path, OutpointState.parser())
            .whenComplete(
                (state, failure) ->
                    answered(outpoint, failure == null ? read(state) : new Answer.None()));
  }

  private void answered(OutPoint outpoint, Answer answer) {
    List<Consumer<Answer>> answeredTo;
    OutPoint next;
    synchronized (this) {
      answeredTo = askers.remove(outpoint);
      served -= answeredTo.size();
      next = waiting.poll();
      if (next == null) {
        underWay--;
      }
    }
    if (next != null) {
      send(next);
    }
    answeredTo.forEach(asker -> asker.accept(answer));
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
