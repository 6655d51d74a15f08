package io.timecoin.gateway.ingress.view;

import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.Tracked;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Where a transaction stands, from what was followed here, and beyond that from ledger and mempool.
 * Never blocks.
 */
public final class TransactionLookup {
  /** Until the ledger is asked again for what this gateway was only told of. */
  private static final long ASK_AGAIN_MILLIS = 50;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);

  private final TransactionTracking tracking;
  private final ChainWatch chain;
  private final TransactionViews views;
  private final LedgerReads ledger;
  private final MempoolReads mempool;
  private final LongSupplier nanoTime;

  /**
   * A lookup in all of these.
   *
   * @param nanoTime as {@link System#nanoTime}, for how long somebody waits
   */
  public TransactionLookup(
      TransactionTracking tracking,
      ChainWatch chain,
      TransactionViews views,
      LedgerReads ledger,
      MempoolReads mempool,
      LongSupplier nanoTime) {
    this.tracking = tracking;
    this.chain = chain;
    this.views = views;
    this.ledger = ledger;
    this.mempool = mempool;
    this.nanoTime = nanoTime;
  }

  /**
   * Everything about it, its proof of finality included.
   *
   * @param id a txid, or the wtxid of one copy
   * @return empty when nobody knows it; fails with a ReadException when that cannot be said
   */
  public CompletableFuture<Optional<TransactionView>> full(Hash256 id) {
    return tracking
        .find(id)
        .map(tracked -> full(id, tracked).thenApply(Optional::of))
        .orElseGet(() -> beyond(id));
  }

  /** As {@link #full}, without certificate and path: cheap, for many at once. */
  public CompletableFuture<Optional<TransactionView>> brief(Hash256 id) {
    return tracking
        .find(id)
        .map(
            tracked ->
                tracked.state() instanceof TransactionState.ToldFinal
                    ? full(id, tracked)
                    : CompletableFuture.completedFuture(views.of(id, tracked)))
        .map(found -> found.thenApply(Optional::of))
        .orElseGet(() -> beyond(id))
        .thenApply(found -> found.map(TransactionView::withoutProof));
  }

  /**
   * Waits until it has come to an end, however long it is unknown at first.
   *
   * @return what is known then, or at the deadline
   */
  public CompletableFuture<Optional<TransactionView>> awaitEnd(Hash256 id, Duration limit) {
    return awaitEnd(id, nanoTime.getAsLong() + limit.toNanos());
  }

  private CompletableFuture<Optional<TransactionView>> awaitEnd(Hash256 id, long deadline) {
    return full(id)
        .thenCompose(
            now -> {
              long left = deadline - nanoTime.getAsLong();
              return left <= 0 || isEnd(now)
                  ? CompletableFuture.completedFuture(now)
                  : tracking
                      .await(id, this::ended, Duration.ofNanos(left))
                      .thenCompose(seen -> seen.isEmpty() ? full(id) : proved(id, deadline));
            });
  }

  /** It has ended; the ledger may be a moment behind with the proof. */
  private CompletableFuture<Optional<TransactionView>> proved(Hash256 id, long deadline) {
    return full(id)
        .thenCompose(
            now ->
                isEnd(now)
                    ? CompletableFuture.completedFuture(now)
                    : CompletableFuture.supplyAsync(() -> deadline, LATER)
                        .thenCompose(until -> awaitEnd(id, until)));
  }

  private static boolean isEnd(Optional<TransactionView> found) {
    return found.filter(TransactionView::isEnd).isPresent();
  }

  /** What is told final without having been read here is the ledger's to prove. */
  private boolean ended(Tracked tracked) {
    return switch (tracked.state()) {
      case TransactionState.ToldFinal(long sequence) -> sequence <= chain.followed();
      default -> tracked.state().isEnd();
    };
  }

  private CompletableFuture<TransactionView> full(Hash256 id, Tracked tracked) {
    TransactionView known = views.of(id, tracked);
    return switch (tracked.state()) {
      case TransactionState.Final _, TransactionState.ToldFinal _ ->
          ledger
              .transaction(tracked.txid().orElse(id))
              .handle(
                  (written, failure) ->
                      // The ledger follows in milliseconds; what is known here is proved too.
                      failure == null ? views.of(id, written, tracked) : known);
      case TransactionState.Pending _,
          TransactionState.Waiting _,
          TransactionState.Accepted _,
          TransactionState.Rejected _,
          TransactionState.Aborted _,
          TransactionState.Evicted _,
          TransactionState.Expired _ ->
          CompletableFuture.completedFuture(known);
    };
  }

  private CompletableFuture<Optional<TransactionView>> beyond(Hash256 id) {
    var inLedger = Absence.asEmpty(ledger.transaction(id));
    var inMempool = Absence.asEmpty(mempool.transaction(id));
    return inLedger
        .handle(LedgerAnswer::of)
        .thenCompose(
            answer ->
                answer.written().isPresent()
                    ? CompletableFuture.completedFuture(
                        Optional.of(views.of(id, answer.written().get())))
                    : inMempool.thenApply(pooled -> pooled(id, pooled, answer.failure())));
  }

  /** What the ledger said, or why it said nothing. */
  private record LedgerAnswer(Optional<FinalTransaction> written, Optional<Throwable> failure) {
    static LedgerAnswer of(Optional<FinalTransaction> written, Throwable failure) {
      return failure == null
          ? new LedgerAnswer(written, Optional.empty())
          : new LedgerAnswer(Optional.empty(), Optional.of(Absence.cause(failure)));
    }
  }

  private Optional<TransactionView> pooled(
      Hash256 id, Optional<MempoolTransaction> pooled, Optional<Throwable> ledgerFailure) {
    if (pooled.isEmpty() && ledgerFailure.isPresent()) {
      throw new CompletionException(ledgerFailure.get());
    }
    return pooled.map(found -> views.of(id, found));
  }
}
