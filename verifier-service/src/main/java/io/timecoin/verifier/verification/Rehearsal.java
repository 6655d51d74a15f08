package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/**
 * What a verifier does before it is ready: it judges generated transactions, so that the JVM has
 * compiled the code when the first real ones come. First the signatures alone, on one thread, and
 * the rest of the work beside it, on another; then all of it by the workers, until they are no
 * faster than before.
 *
 * <p>A fault of the machine shows here as well: whatever is refused ends the rehearsal.
 */
public final class Rehearsal {
  private static final int KEYS = 64;
  private static final int BATCH = 256;

  /** Judged on one thread, for the JVM to compile what there is besides the signatures. */
  private static final int BATCHES_ALONE = 60;

  /** At least, unless none is checked again at all: the other implementation must be compiled. */
  private static final double SHARE_ALONE = 0.1;

  private final CheckerFactory checkers;
  private final VerificationPool pool;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Network network;
  private final Hash256 genesisHash;

  /**
   * A rehearsal of these workers.
   *
   * @param nanoClock reads a clock in nanoseconds, as {@link System#nanoTime} does
   */
  public Rehearsal(
      CheckerFactory checkers,
      VerificationPool pool,
      Network network,
      Hash256 genesisHash,
      InstantSource clock,
      LongSupplier nanoClock) {
    this.checkers = checkers;
    this.pool = pool;
    this.network = network;
    this.genesisHash = genesisHash;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  /**
   * Rehearses on the calling thread and another.
   *
   * @param least for the signatures alone: as {@code BatchVerification.warmUp} has it; the workers
   *     then have at most as long again
   * @throws IllegalStateException if a good transaction was refused, or this instance was taken out
   */
  public void run(Duration least) throws InterruptedException {
    List<ByteString> batch = batch();
    long end = nanoClock.getAsLong() + least.toNanos();
    var alone =
        CompletableFuture.runAsync(
            () -> judgeAlone(batch, end),
            task -> Thread.ofPlatform().name("rehearsal").daemon().start(task));
    checkers.verification().warmUp(least, nanoClock);
    finish(alone);
    new FullLoad(pool, batch, nanoClock).untilSteady(nanoClock.getAsLong() + least.toNanos());
  }

  private List<ByteString> batch() {
    List<ByteString> transactions =
        new GeneratedTransactions(network, genesisHash, clock.instant().getEpochSecond())
            .make(KEYS);
    return Collections.nCopies(BATCH / KEYS, transactions).stream().flatMap(List::stream).toList();
  }

  private void judgeAlone(List<ByteString> batch, long end) {
    double share = checkers.share() == 0 ? 0 : Math.max(checkers.share(), SHARE_ALONE);
    TransactionChecker checker = checkers.withShare(share);
    for (int i = 0; i < BATCHES_ALONE && nanoClock.getAsLong() < end; i++) {
      batch.forEach(raw -> checker.add(raw, clock.instant().getEpochSecond()));
      GeneratedTransactions.expectNoRefusal(checker.verdicts());
    }
  }

  private static void finish(CompletableFuture<Void> alone) throws InterruptedException {
    try {
      alone.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the rehearsal failed", e.getCause());
    }
  }
}
