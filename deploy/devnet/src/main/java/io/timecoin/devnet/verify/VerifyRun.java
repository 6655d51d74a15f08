package io.timecoin.devnet.verify;

import com.sun.management.ThreadMXBean;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.ed25519.SignatureBatch;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Measures all candidates on one thread: after a warm-up, rounds in which each has its turn, so
 * that what slows the machine down meets them all alike. Time is the thread's processor time.
 */
final class VerifyRun {
  private static final int FEW_KEYS = 32;
  private static final int[] SIZES = {16, 64, SignatureBatch.CAPACITY};

  /** The most that {@link BatchVerification} judges in lanes rather than by an equation. */
  private static final int LANES = 8;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final SignedMessages distinct =
      new SignedMessages(SignatureBatch.CAPACITY, SignatureBatch.CAPACITY);
  private final SignedMessages few = new SignedMessages(SignatureBatch.CAPACITY, FEW_KEYS);
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();

  /**
   * Finds out which candidates there are, and warms the lanes up.
   *
   * @param lanesWarmUp for how long, at least
   */
  VerifyRun(Duration lanesWarmUp) {
    addOthers();
    Ed25519Verifier single = new Ed25519Verifier();
    candidates.add(
        Singles.candidate(
            "ours, single",
            distinct,
            (signed, i) ->
                single.verify(signed.publicKey(i), signed.signature(i), signed.message(i))));
    addBatches("ours, scalar batch", BatchVerification.inPlainJava());
    BatchVerification lanes = BatchVerification.bestPresent();
    lanes.warmUp(lanesWarmUp, System::nanoTime);
    if (lanes.isUsingLanes()) {
      SignatureBatch batch = lanes.newBatch(new SecureRandom());
      candidates.add(Batches.good("ours, vector lanes", batch, distinct, LANES));
      candidates.add(Batches.good("ours, vector batch", batch, distinct, LANES + 1));
      addBatches("ours, vector batch", lanes);
    } else {
      absent.add(
          lanes.areLanesPresent()
              ? "ours, vector: not faster than scalar code here"
              : "ours, vector: needs AVX-512 and the module jdk.incubator.vector");
    }
  }

  private void addOthers() {
    addIfPresent(Sodium.candidate(distinct), "libsodium: no " + Sodium.LIBRARY);
    candidates.add(
        Singles.candidate(
            "BouncyCastle",
            distinct,
            (signed, i) ->
                Ed25519.verify(
                    signed.signature(i),
                    0,
                    signed.publicKey(i),
                    0,
                    signed.message(i),
                    0,
                    SignedMessages.MESSAGE_LENGTH)));
    addIfPresent(Corretto.candidate(distinct), "Corretto: not in the class path, see --corretto");
  }

  private void addIfPresent(Optional<Candidate> candidate, String otherwise) {
    candidate.ifPresentOrElse(candidates::add, () -> absent.add(otherwise));
  }

  private void addBatches(String name, BatchVerification verification) {
    SignatureBatch batch = verification.newBatch(new SecureRandom());
    for (int size : SIZES) {
      candidates.add(Batches.good(name, batch, distinct, size));
      if (size > FEW_KEYS) {
        candidates.add(Batches.good(name, batch, few, size));
      }
    }
    candidates.add(
        Batches.withOneBad(name + ", one bad", batch, distinct, SignatureBatch.CAPACITY));
  }

  /**
   * Measures.
   *
   * @param rounds in which every candidate has a turn
   * @param turn the processor time of a turn, at least
   * @param warmUp the processor time of each candidate before the first round
   */
  VerifyReport measure(String cpu, int rounds, Duration turn, Duration warmUp) {
    List<Measurement> measurements =
        candidates.stream().map(candidate -> new Measurement(candidate, rounds)).toList();
    for (Candidate candidate : candidates) {
      takeTurn(new Measurement(candidate, 1), warmUp);
    }
    for (int round = 0; round < rounds; round++) {
      for (Measurement measurement : measurements) {
        takeTurn(measurement, turn);
      }
    }
    return VerifyReport.of(cpu, measurements, absent);
  }

  private void takeTurn(Measurement measurement, Duration turn) {
    long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    long nanos = 0;
    long signatures = 0;
    while (nanos < turn.toNanos()) {
      signatures += measurement.candidate().work().run();
      nanos = threads.getCurrentThreadCpuTime() - start;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    measurement.add(signatures, nanos, allocated);
  }
}
