package io.timecoin.devnet.link;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is under way in one direction of one connection: chunks leave in the order they came, each
 * not before its delay has passed, none while the link is down. Times are nanoseconds of one steady
 * clock, given with each call. Not safe for use by several threads.
 */
final class DelayLine {
  /** With a rate, what leaves at once is worth at most this much time. */
  private static final long GRAIN_NANOS = 50_000_000;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Deque<Chunk> underWay = new ArrayDeque<>();
  private long bytes;
  private long lastDue;
  private long wireFree;
  private boolean started;
  private boolean ended;

  /** Empty bytes mark the end of the stream. */
  private static final class Chunk {
    private final byte[] bytes;
    private final long due;
    private int from;

    private Chunk(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }

    private int left() {
      return bytes.length - from;
    }

    private byte[] take(int length) {
      byte[] taken =
          length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length);
      from += length;
      return taken;
    }
  }

  boolean hasRoom(LinkCondition condition) {
    return bytes < condition.bufferBytes();
  }

  /** Takes bytes in; empty ones end the stream. The caller does not change them afterwards. */
  void offer(byte[] chunk, long now, LinkCondition condition) {
    long due = now + condition.delay().toNanos();
    // After the delay became smaller nothing overtakes what is under way.
    lastDue = started && lastDue - due > 0 ? lastDue : due;
    if (!started) {
      wireFree = now;
    }
    started = true;
    ended |= chunk.length == 0;
    bytes += chunk.length;
    underWay.add(new Chunk(chunk, lastDue));
  }

  /** What arrives now; empty bytes for the end of the stream, nothing when nothing does. */
  Optional<byte[]> poll(long now, LinkCondition condition) {
    OptionalLong next = nextAt(condition);
    if (next.isEmpty() || next.getAsLong() - now > 0) {
      return Optional.empty();
    }
    Chunk head = underWay.element();
    int length = portion(head.left(), condition);
    byte[] arrived = head.take(length);
    if (head.left() == 0) {
      underWay.remove();
    }
    bytes -= length;
    if (condition.bytesPerSecond() > 0) {
      wireFree = now + length * SECOND_NANOS / condition.bytesPerSecond();
    }
    return Optional.of(arrived);
  }

  private static int portion(int left, LinkCondition condition) {
    if (condition.bytesPerSecond() == 0) {
      return left;
    }
    long most = Math.max(1, condition.bytesPerSecond() * GRAIN_NANOS / SECOND_NANOS);
    return (int) Math.min(left, most);
  }

  /** When something arrives next; empty when only new bytes or another condition change that. */
  OptionalLong nextAt(LinkCondition condition) {
    if (underWay.isEmpty() || !condition.up()) {
      return OptionalLong.empty();
    }
    long due = underWay.element().due;
    boolean waitsForWire = condition.bytesPerSecond() > 0 && wireFree - due > 0;
    return OptionalLong.of(waitsForWire ? wireFree : due);
  }

  /** Whether the end of the stream has come in. */
  boolean hasEnded() {
    return ended;
  }

  /** Bytes held now. */
  long bytes() {
    return bytes;
  }
}
