package io.timecoin.gateway.intake;

import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.rules.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes in clients' and peers' transactions: looks at each once, answers from what is known
 * (PROTOCOL §4.4), and hands the others on. An answer "acknowledged" is given only for what is
 * durable. Thread-safe; never blocks.
 */
public final class Intake {
  /** A pending transaction is handed on anew after this: harmless, and heals whatever was lost. */
  static final Duration SEND_AGAIN_AFTER = Duration.ofSeconds(10);

  private final TransactionTracking tracking;
  private final InboundSink sink;
  private final IntakeGate gate;
  private final IntakeWindow window;
  private final InstantSource clock;

  /** Copies being handed on: the same copy in another request waits for the same end. */
  private final Map<Hash256, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  public Intake(
      TransactionTracking tracking,
      InboundSink sink,
      IntakeGate gate,
      IntakeWindow window,
      InstantSource clock) {
    this.tracking = tracking;
    this.sink = sink;
    this.gate = gate;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Takes in the transactions of one request.
   *
   * @param raws their bytes, which nobody changes any more
   * @return one answer each, in order; fails with IntakeUnavailableException as a whole
   */
  public CompletableFuture<List<SubmitAnswer>> submit(List<byte[]> raws) {
    var answers = new ArrayList<CompletableFuture<SubmitAnswer>>(raws.size());
    var parcel = new Parcel(Source.CLIENT);
    for (byte[] raw : raws) {
      switch (FirstLook.at(raw)) {
        case FirstLook.Unreadable unreadable -> answers.add(refuse(unreadable));
        case FirstLook.Decoded readable -> answers.add(answer(readable, parcel));
      }
    }
    dispatch(parcel);
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }

  /**
   * Takes in what a peer relays: hands on what is not known here.
   *
   * @return how many were handed on, when they are durable; fails with IntakeUnavailableException
   */
  public CompletableFuture<Integer> relayed(PublicKey peer, List<FirstLook.Decoded> transactions) {
    return fromPeer(peer, transactions, false);
  }

  /**
   * Takes in what a peer delivered because the mempool had asked for it: hands on also what is
   * known here, since it is another copy, or was forgotten there.
   */
  public CompletableFuture<Integer> fetched(PublicKey peer, List<FirstLook.Decoded> transactions) {
    return fromPeer(peer, transactions, true);
  }

  private CompletableFuture<Integer> fromPeer(
      PublicKey peer, List<FirstLook.Decoded> transactions, boolean evenIfKnown) {
    var parcel = new Parcel(Source.relayedBy(peer));
    for (FirstLook.Decoded transaction : transactions) {
      if (underWay.putIfAbsent(transaction.wtxid(), parcel.durable()) == null) {
        if (evenIfKnown || isNew(transaction)) {
          parcel.transactions().add(transaction);
        } else {
          underWay.remove(transaction.wtxid());
        }
      }
    }
    if (parcel.transactions().isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    int count = parcel.transactions().size();
    CompletableFuture<Integer> answer = parcel.durable().thenApply(_ -> count);
    dispatch(parcel);
    return answer;
  }

  private boolean isNew(FirstLook.Decoded transaction) {
    return earlier(
            transaction, new SubmitAnswer.Acknowledged(transaction.wtxid(), transaction.txid()))
        .isEmpty();
  }

  /** What one request hands on. */
  private record Parcel(
      Source source, List<FirstLook.Decoded> transactions, CompletableFuture<Void> durable) {
    Parcel(Source source) {
      this(source, new ArrayList<>(), new CompletableFuture<>());
    }
  }

  private CompletableFuture<SubmitAnswer> refuse(FirstLook.Unreadable unreadable) {
    tracking.unreadable(unreadable.wtxid(), unreadable.refusal());
    return CompletableFuture.completedFuture(
        new SubmitAnswer.Rejected(unreadable.wtxid(), Optional.empty(), unreadable.refusal()));
  }

  private CompletableFuture<SubmitAnswer> answer(FirstLook.Decoded readable, Parcel parcel) {
    SubmitAnswer acknowledged = new SubmitAnswer.Acknowledged(readable.wtxid(), readable.txid());
    CompletableFuture<Void> same = underWay.putIfAbsent(readable.wtxid(), parcel.durable());
    if (same != null) {
      return same.thenApply(_ -> acknowledged);
    }
    Optional<SubmitAnswer> earlier = earlier(readable, acknowledged);
    if (earlier.isPresent()) {
      underWay.remove(readable.wtxid());
      return CompletableFuture.completedFuture(earlier.get());
    }
    parcel.transactions().add(readable);
    return parcel.durable().thenApply(_ -> acknowledged);
  }

  /** The answer that stands; empty when it is to be judged, or judged anew. */
  private Optional<SubmitAnswer> earlier(FirstLook.Decoded readable, SubmitAnswer acknowledged) {
    return tracking
        .find(readable.wtxid())
        .flatMap(
            known ->
                switch (known.state()) {
                  case TransactionState.Pending _ ->
                      known.acknowledgedWithin(SEND_AGAIN_AFTER, clock.millis())
                          ? Optional.of(acknowledged)
                          : Optional.empty();
                  case TransactionState.Waiting _,
                      TransactionState.Accepted _,
                      TransactionState.Aborted _,
                      TransactionState.ToldFinal _,
                      TransactionState.Final _ ->
                      Optional.of(acknowledged);
                  case TransactionState.Rejected(Refusal refusal) ->
                      refusal.code().remembered()
                          ? Optional.of(
                              new SubmitAnswer.Rejected(
                                  readable.wtxid(), Optional.of(readable.txid()), refusal))
                          : Optional.empty();
                  case TransactionState.Evicted _, TransactionState.Expired _ -> Optional.empty();
                });
  }

  private void dispatch(Parcel parcel) {
    if (parcel.transactions().isEmpty()) {
      return;
    }
    Optional<IntakeUnavailableException.Cause> closed = gate.closed();
    if (closed.isPresent()) {
      end(parcel, new IntakeUnavailableException(closed.get()));
      return;
    }
    long now = clock.millis();
    for (FirstLook.Decoded sent : parcel.transactions()) {
      tracking.submitted(sent.txid(), sent.wtxid(), now);
      if (parcel.source().equals(Source.CLIENT)) {
        window.begun(sent.wtxid());
      }
    }
    var _ =
        sink.send(parcel.source(), List.copyOf(parcel.transactions()))
            .whenComplete((_, failure) -> end(parcel, failure));
  }

  private void end(Parcel parcel, Throwable failure) {
    if (failure == null) {
      long now = clock.millis();
      parcel.transactions().forEach(sent -> tracking.acknowledged(sent.wtxid(), now));
    } else {
      for (FirstLook.Decoded sent : parcel.transactions()) {
        tracking.withdrawn(sent.wtxid());
        window.withdrawn(sent.wtxid());
      }
    }
    parcel.transactions().forEach(sent -> underWay.remove(sent.wtxid()));
    if (failure == null) {
      parcel.durable().complete(null);
    } else {
      parcel
          .durable()
          .completeExceptionally(
              failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
    }
  }
}
