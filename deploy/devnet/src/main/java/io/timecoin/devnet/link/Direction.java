package io.timecoin.devnet.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * One direction of one connection: {@link #read} and {@link #write} run at the same time, each on a
 * thread of its own, until the stream ends or breaks.
 */
final class Direction {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Link link;
  private final LongSupplier nanoClock;
  private final DelayLine line = new DelayLine();

  Direction(Link link, LongSupplier nanoClock) {
    this.link = link;
    this.nanoClock = nanoClock;
  }

  /** Puts what comes on the wire; a full wire holds the sender up. */
  void read(InputStream in) throws IOException, InterruptedException {
    byte[] buffer = new byte[CHUNK_BYTES];
    int length;
    do {
      length = in.read(buffer);
      byte[] chunk = Arrays.copyOf(buffer, Math.max(0, length));
      // An end of the stream takes as long as its last byte.
      boolean unused =
          link.await(
              condition -> {
                if (!line.hasRoom(condition)) {
                  return null;
                }
                line.offer(chunk, nanoClock.getAsLong(), condition);
                return true;
              });
    } while (length >= 0);
  }

  /** Hands on what arrives; returns at the end of the stream. */
  void write(OutputStream out) throws IOException, InterruptedException {
    while (true) {
      byte[] arrived =
          link.await(
              condition -> line.poll(nanoClock.getAsLong(), condition).orElse(null),
              this::nanosToWait);
      if (arrived.length == 0) {
        return;
      }
      out.write(arrived);
    }
  }

  /** Whether the sender has ended the stream. */
  boolean hasEnded() throws InterruptedException {
    return link.guarded(_ -> line.hasEnded());
  }

  private OptionalLong nanosToWait(LinkCondition condition) {
    OptionalLong next = line.nextAt(condition);
    return next.isPresent()
        ? OptionalLong.of(Math.max(1, next.getAsLong() - nanoClock.getAsLong()))
        : next;
  }
}
