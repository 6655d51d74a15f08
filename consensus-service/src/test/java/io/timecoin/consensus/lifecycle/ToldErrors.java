package io.timecoin.consensus.lifecycle;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what the service logs as errors, for one numbered message. */
final class ToldErrors extends Handler implements AutoCloseable {
  // Held, since the logging library holds its loggers weakly.
  private final Logger logger = Logger.getLogger("io.timecoin.consensus");
  private final String number;
  private volatile boolean heard;

  ToldErrors(String number) {
    this.number = number;
    logger.addHandler(this);
  }

  boolean heard() {
    return heard;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.SEVERE.intValue()
        && record.getMessage().startsWith(number)) {
      heard = true;
    }
  }

  @Override
  public void flush() {
    // Keeps nothing.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
