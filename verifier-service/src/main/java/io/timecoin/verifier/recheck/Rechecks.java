package io.timecoin.verifier.recheck;

import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Checks accepted signatures again by another implementation of PROTOCOL §3.2, on the thread of
 * whoever has accepted them and before their verdicts are given away: so no verdict of a group in
 * which the two disagree ever leaves the process. Shared by all workers; thread-safe.
 */
public final class Rechecks {
  private final SecondOpinion second;
  private final Supplier<String> firstName;
  private final TakenOut takenOut;
  private final Alarm alarm;
  private final InstantSource clock;
  private final LongAdder agreed = new LongAdder();
  private final LongAdder disagreed = new LongAdder();

  /**
   * Rechecks by {@code second}.
   *
   * @param firstName says by which implementation signatures are verified now
   */
  public Rechecks(
      SecondOpinion second,
      Supplier<String> firstName,
      TakenOut takenOut,
      Alarm alarm,
      InstantSource clock) {
    this.second = second;
    this.firstName = firstName;
    this.takenOut = takenOut;
    this.alarm = alarm;
    this.clock = clock;
  }

  /**
   * Checks a signature again.
   *
   * @throws TakenOutException if the other implementation refuses it; this instance is taken out
   *     then, and the alarm was raised
   */
  public void check(AcceptedSignature accepted) {
    if (second.isValid(
        accepted.publicKey().toByteArray(),
        accepted.signature().toByteArray(),
        accepted.message().toByteArray())) {
      agreed.increment();
      return;
    }
    disagreed.increment();
    var disagreement = new Disagreement(accepted, firstName.get(), second.name(), clock.instant());
    takenOut.because(disagreement);
    alarm.raise(disagreement);
    throw new TakenOutException();
  }

  /**
   * Asked before verdicts are made and before they are given away.
   *
   * @throws TakenOutException if this instance is taken out
   */
  public void refuseIfTakenOut() {
    takenOut.refuseIfTrue();
  }

  /** How many signatures both implementations have accepted. */
  public long agreed() {
    return agreed.sum();
  }

  /** How many the first alone has accepted: one is enough to be taken out. */
  public long disagreed() {
    return disagreed.sum();
  }
}
