package io.timecoin.verifier.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import java.time.Duration;
import java.util.OptionalInt;

/** How much the verifier does at once. */
@ConfigMapping(prefix = "timecoin.verifier")
public interface VerifierConfig {
  /**
   * Threads that check signatures; unless given, one per processor that the JVM may use: the CPU
   * limit of its container, rounded up. A container with a request and no limit counts all of the
   * machine's.
   */
  @Bounds(least = 1, most = 1_024)
  OptionalInt workers();

  /**
   * Whether signatures are verified eight at a time where the processor has AVX-512 and the JVM was
   * started with {@code --add-modules jdk.incubator.vector}. Elsewhere, and without it, plain Java
   * verifies them, with the same verdicts. Off for a JVM without its optimising compiler.
   */
  @WithDefault("true")
  boolean lanes();

  /**
   * How long each part of the rehearsal lasts at most, before the service is ready: generated
   * signatures are verified until that gets no faster, with lanes for four times as long if they
   * are not faster than plain Java; then transactions are judged, and at last by the workers, until
   * they get no faster. The JVM compiles the code meanwhile.
   */
  @WithDefault("3s")
  @Bounds(least = 0, most = 60_000)
  Duration warmUp();

  /**
   * Which share of the accepted signatures is checked again by another implementation, from 0
   * (none) to 1 (every one), chosen at random. When the two disagree, this instance is taken out
   * (TC-VER-001): it writes the signature to verifier.evidence and verifies nothing more. What one
   * costs stands in docs/signatures.md.
   */
  @WithDefault("0.01")
  @Bounds(least = 0, most = 1)
  double recheckShare();

  /**
   * Bytes of batches taken in whose verdicts are not durable yet; when it is reached, nothing more
   * is taken in. A single larger batch is taken in alone. A batch needs about four times its size
   * of memory while it is checked; and all of it must be finished at SIGTERM, so more than a few
   * seconds of work gains nothing.
   */
  @WithDefault("2097152")
  @Bounds(least = 1, most = 1_073_741_824)
  int inFlightBytes();

  /** Batches taken in whose verdicts are not durable yet; the same bound for small ones. */
  @WithDefault("64")
  @Bounds(least = 1, most = 1_000_000)
  int inFlightBatches();

  /** A batch with more transactions than this is put aside: no gateway writes such a one. */
  @WithDefault("20000")
  @Bounds(least = 1, most = 1_000_000)
  int largestBatchTransactions();

  /** Verdicts that take longer than this to become durable are told at /status/capabilities. */
  @WithDefault("5s")
  @Bounds(least = 1, most = 3_600_000)
  Duration stuckAfter();
}
