package io.timecoin.kit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream whose reads end: one that brings nothing for so long closes it, and fails. A reader that
 * takes its time between reads is not hurried. For one reading thread.
 */
final class WatchedStream extends FilterInputStream {
  private static final long NOT_READING = 0;

  private final Duration silence;
  private final Thread watch;

  /** {@link System#nanoTime} at the beginning of the read that goes on. */
  private volatile long readingSince = NOT_READING;

  private volatile boolean silent;
  private volatile boolean closed;

  /**
   * Watches from now on.
   *
   * @param silence after which a read is given up; such a read may take a fourth of it longer
   */
  WatchedStream(InputStream stream, Duration silence) {
    super(stream);
    this.silence = silence;
    this.watch = Thread.ofVirtual().name("stream-watch").start(this::watch);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    readingSince = now();
    try {
      int count = in.read(bytes, offset, length);
      if (silent) {
        throw new IOException("the stream was closed");
      }
      return count;
    } catch (IOException e) {
      throw silent ? new IOException("nothing came for " + silence.toMillis() + " ms", e) : e;
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    LockSupport.unpark(watch);
    super.close();
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(silence.dividedBy(4).toNanos());
      long since = readingSince;
      if (since != NOT_READING && System.nanoTime() - since > silence.toNanos()) {
        silent = true;
        try {
          close();
        } catch (IOException e) {
          // The reader is told what matters.
        }
      }
    }
  }

  private static long now() {
    long now = System.nanoTime();
    return now == NOT_READING ? 1 : now;
  }
}
