package io.timecoin.devnet.bench;

import io.timecoin.devnet.LauncherFailure;

/** Somebody asked for the end, and everything was stopped: nothing else is to be measured. */
public final class InterruptedMeasurement extends LauncherFailure {
  private static final long serialVersionUID = 1L;

  InterruptedMeasurement(RuntimeException failure) {
    super("interrupted; everything was stopped", failure);
  }
}
