package io.timecoin.protocol.ed25519;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * How a process verifies batches: in plain Java, or in eight lanes at a time where the processor
 * and the Java runtime can. One object per process, shared by all workers; thread-safe.
 *
 * <p>Lanes need the module {@code jdk.incubator.vector} ({@code --add-modules
 * jdk.incubator.vector}) and vectors of 512 bits (AVX-512). Until the runtime has compiled it,
 * their code is hundreds of times slower than later: batches are verified in plain Java until
 * {@link #warmUp} is over. The verdicts are the same.
 */
public final class BatchVerification {
  /** Batches in plain Java that lanes are compared with: the fastest of so many. */
  private static final int SCALAR_BATCHES = 3;

  private final boolean lanesPresent;
  private volatile boolean usingLanes;

  private BatchVerification(boolean lanesPresent) {
    this.lanesPresent = lanesPresent;
  }

  /** Plain Java, on any processor. */
  public static BatchVerification inPlainJava() {
    return new BatchVerification(false);
  }

  /** Lanes where they are present, once warmed up; otherwise plain Java. */
  public static BatchVerification bestPresent() {
    return new BatchVerification(VectorSupport.isPresent());
  }

  /** Whether this process could compute in lanes. */
  public boolean areLanesPresent() {
    return lanesPresent;
  }

  /** Whether batches are verified in lanes from now on. */
  public boolean isUsingLanes() {
    return usingLanes;
  }

  /**
   * Verifies generated signatures on the calling thread until that takes no less time. Where lanes
   * are present they are verified in lanes, which are in use from then on; unless {@code most} ends
   * and they are slower than plain Java was in its first batches, as they are for ever in a runtime
   * that does not compile them to vector instructions. So little is verified in plain Java then
   * that its code remains to be compiled.
   *
   * @param most ends it, steady or not
   * @param nanoClock reads a clock in nanoseconds, as {@link System#nanoTime} does
   */
  public void warmUp(Duration most, LongSupplier nanoClock) {
    var untilSteady = new UntilSteady(nanoClock, nanoClock.getAsLong() + most.toNanos());
    var signed = new GeneratedSignatures();
    var scalar =
        new WarmUp(new ScalarBatchEngine(SignatureBatch.CAPACITY, new SecureRandom()), signed);
    if (lanesPresent) {
      var lanes = new WarmUp(newLanes(new SecureRandom()), signed);
      long slowest =
          LongStream.generate(() -> scalar.nanosOfBatch(nanoClock))
              .limit(SCALAR_BATCHES)
              .min()
              .orElseThrow();
      usingLanes = run(untilSteady, lanes, slowest) < slowest;
    } else {
      long unused = run(untilSteady, scalar, Long.MAX_VALUE);
    }
  }

  private static long run(UntilSteady untilSteady, WarmUp warmUp, long goalNanos) {
    return untilSteady.run(
        () -> warmUp.nanosOfBatch(untilSteady.nanoClock()), warmUp::findCulprits, goalNanos);
  }

  /**
   * A batch for one worker.
   *
   * @param random unpredictable for whoever makes signatures; used by the worker alone or
   *     thread-safe
   */
  public SignatureBatch newBatch(SecureRandom random) {
    BatchEngine scalar = new ScalarBatchEngine(SignatureBatch.CAPACITY, random);
    if (!lanesPresent) {
      return new SignatureBatch(() -> scalar);
    }
    BatchEngine lanes = newLanes(random);
    return new SignatureBatch(() -> usingLanes ? lanes : scalar);
  }

  /** Loads the classes that need the Vector API, so only to be called where it is present. */
  private static BatchEngine newLanes(RandomGenerator random) {
    return new LaneBatchEngine(SignatureBatch.CAPACITY, random);
  }
}
