package io.timecoin.devnet.backends;

/** The rest between two looks at something that another process will do. */
final class Pause {
  private static final long MILLIS = 20;

  private Pause() {}

  static void briefly() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendFailure("Interrupted while waiting.", e);
    }
  }
}
