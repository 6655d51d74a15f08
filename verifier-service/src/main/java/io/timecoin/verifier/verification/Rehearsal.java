package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.network.Network;
import io.timecoin.verifier.recheck.TakenOutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a verifier does before it is ready: it judges generated transactions, so that the JVM has
 * compiled the code when the first real ones come. First the signatures, then the rest of the work
 * with them, and at last all of it by the workers, until they are no faster than before. One after
 * the other, as there is one compiler for all of it, and what verifies most is to come first.
 *
 * <p>A fault of the machine shows here as well: whatever is refused ends the rehearsal.
 */
public final class Rehearsal {
  private static final int KEYS = 64;
  private static final int BATCH = 256;

  /** The lanes' code has by far the most to be compiled. */
  private static final int LANES = 4;

  /** For the JVM to compile what there is besides the signatures. */
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
   * Rehearses on the calling thread.
   *
   * @param most for the signatures in plain Java, in lanes four times as long; then for the rest of
   *     the work, and for the workers
   * @throws IllegalStateException if a good transaction was refused
   * @throws TakenOutException if this instance was taken out
   */
  public void run(Duration most) throws InterruptedException {
    BatchVerification verification = checkers.verification();
    verification.warmUp(
        verification.areLanesPresent() ? most.multipliedBy(LANES) : most, nanoClock);
    List<ByteString> batch = batch();
    judgeAlone(batch, nanoClock.getAsLong() + most.toNanos());
    new FullLoad(pool, batch, nanoClock).untilSteady(nanoClock.getAsLong() + most.toNanos());
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
}
