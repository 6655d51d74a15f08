package io.timecoin.devnet.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end the work of the thread that makes this in good order: it is
 * interrupted, and the Java process ends when the work has put everything away.
 */
final class OrderlyEnd implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch putAway = new CountDownLatch(1);
  private volatile boolean asked;

  OrderlyEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interruptAndWait, "stop"));
  }

  private void interruptAndWait() {
    if (putAway.getCount() == 0) {
      return;
    }
    asked = true;
    worker.interrupt();
    try {
      var unused = putAway.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work is to end now. */
  boolean isAsked() {
    return asked;
  }

  /** Everything is put away. */
  @Override
  public void close() {
    putAway.countDown();
  }
}
