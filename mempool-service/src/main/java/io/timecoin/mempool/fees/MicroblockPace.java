package io.timecoin.mempool.fees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long the last microblocks took and how much they carried. One takes from when this node had
 * the first of its transactions, or from the microblock before it if that was later, to its
 * finality: what a client waits, without the time in which there was nothing to decide. Reads no
 * clock. One thread at a time.
 */
public final class MicroblockPace {
  /** Microblocks remembered: minutes under load, and a busy hour outlives a quiet one. */
  private static final int WINDOW = 1_000;

  /** With fewer nothing can be told. */
  private static final int FEWEST = 5;

  private record Sample(long tookMillis, int transactions, long bytes) {}

  private final Sample[] samples = new Sample[WINDOW];
  private long measured;
  private long lastFinalMillis = Long.MIN_VALUE;

  /**
   * A microblock is final.
   *
   * @param sinceMillis when this node had the first of its transactions; empty if it had none of
   *     them, as when it is behind: then nothing is measured
   * @param transactions in it
   * @param bytes of them
   */
  public void finalised(OptionalLong sinceMillis, int transactions, long bytes, long nowMillis) {
    if (sinceMillis.isPresent()) {
      long took = nowMillis - Math.max(lastFinalMillis, sinceMillis.getAsLong());
      samples[(int) (measured % WINDOW)] = new Sample(Math.max(1, took), transactions, bytes);
      measured++;
    }
    lastFinalMillis = nowMillis;
  }

  /** When the last one was final; the least number before the first. */
  public long lastFinalMillis() {
    return lastFinalMillis;
  }

  /** What is known; empty while too few have been measured. */
  public Optional<Pace> pace() {
    if (measured < FEWEST) {
      return Optional.empty();
    }
    int known = (int) Math.min(measured, WINDOW);
    List<Sample> bySize =
        Arrays.stream(samples, 0, known)
            .sorted(Comparator.comparingInt(Sample::transactions).reversed())
            .toList();
    List<Sample> busiest = bySize.subList(0, Math.ceilDiv(known, 10));
    return Optional.of(
        new Pace(
            slow(known),
            busiest.stream().mapToLong(Sample::transactions).sum(),
            busiest.stream().mapToLong(Sample::bytes).sum(),
            busiest.stream().mapToLong(Sample::tookMillis).sum()));
  }

  /** What nine of ten do not exceed. */
  private long slow(int known) {
    long[] took = Arrays.stream(samples, 0, known).mapToLong(Sample::tookMillis).sorted().toArray();
    return took[Math.ceilDiv(known * 9, 10) - 1];
  }
}
