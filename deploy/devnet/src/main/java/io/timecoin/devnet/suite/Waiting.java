package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.time.Duration;

/** Blocking the launcher's own thread; an interruption ends the launcher. */
public final class Waiting {
  private Waiting() {}

  /** Rests between two looks at something that another process does. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static LauncherFailure interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LauncherFailure("interrupted", cause);
  }
}
