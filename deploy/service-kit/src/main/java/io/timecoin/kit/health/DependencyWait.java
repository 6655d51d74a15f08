package io.timecoin.kit.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * A dependency that a start, or a start over, waits for: told by readiness at once, and by the log
 * at a pace that fills no disk: at once, a changed reason after five seconds at the earliest, the
 * same one every half minute, and once that the wait is over. Used by one thread.
 */
public final class DependencyWait {
  private static final Duration CHANGED_AFTER = Duration.ofSeconds(5);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  private final Logger log;
  private final ServiceState state;
  private final String dependency;
  private final LongSupplier nanoTime;
  private String told = "";
  private long toldAt;
  private long since;

  /**
   * Nothing is waited for yet.
   *
   * @param dependency its name and where it is looked for, as an operator knows it
   */
  public DependencyWait(Logger log, ServiceState state, String dependency) {
    this(log, state, dependency, System::nanoTime);
  }

  DependencyWait(Logger log, ServiceState state, String dependency, LongSupplier nanoTime) {
    this.log = log;
    this.state = state;
    this.dependency = dependency;
    this.nanoTime = nanoTime;
  }

  /** One more attempt has failed, for this reason. */
  public void because(String reason) {
    long now = nanoTime.getAsLong();
    state.waitFor(dependency, reason);
    if (told.isEmpty()) {
      since = now;
    } else if (now - toldAt < pause(reason).toNanos()) {
      return;
    }
    told = reason;
    toldAt = now;
    log.warnf("Waiting for %s: %s", dependency, reason);
  }

  private Duration pause(String reason) {
    return reason.equals(told) ? AGAIN_AFTER : CHANGED_AFTER;
  }

  /** The dependency does what it is there for; says nothing if it did so at once. */
  public void over() {
    state.waitOver(dependency);
    if (!told.isEmpty()) {
      log.infof(
          "No longer waiting for %s, after %.1f s",
          dependency, (nanoTime.getAsLong() - since) / 1e9);
      told = "";
    }
  }
}
