package io.timecoin.gateway.peers.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.limits.InboundRoom;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Cuts what comes into frames, each a {@code byte[]} of flags and payload. The length is judged
 * before any of it is waited for; after one that is too long nothing more is read. The first frame,
 * a Hello, is short; what follows it may come before it has been judged and is as long as any.
 */
public final class FrameReader extends ByteToMessageDecoder {
  private final LongSupplier nanoTime;
  private final InboundRoom.Share room;
  private int maxLength = Frames.MAX_HELLO_LENGTH;
  private volatile boolean broken;
  private volatile boolean begun;
  private volatile long begunNanos;

  /**
   * @param room in which what has come of a frame waits for the rest
   */
  public FrameReader(LongSupplier nanoTime, InboundRoom.Share room) {
    this.nanoTime = nanoTime;
    this.room = room;
  }

  /** Nothing of what comes is of interest any more. */
  public void discard() {
    broken = true;
  }

  /** Whether no frame can be found any more. */
  public boolean isBroken() {
    return broken;
  }

  /** Whether a frame was begun so long ago and has not ended. */
  public boolean waitsLongerThan(Duration time, long nowNanos) {
    return begun && nowNanos - begunNanos > time.toNanos();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      skipAll(in);
      return;
    }
    if (in.readableBytes() < Integer.BYTES) {
      begin(in);
      return;
    }
    long length = in.getUnsignedIntLE(in.readerIndex());
    if (length < 1 || length > maxLength) {
      broken = true;
      skipAll(in);
      context.fireExceptionCaught(
          new FrameException(
              length < 1 ? Misbehaviour.MALFORMED : Misbehaviour.OVERSIZED,
              "a frame of %d bytes, at most %d".formatted(length, maxLength)));
      return;
    }
    if (in.readableBytes() < Integer.BYTES + length) {
      begin(in);
      return;
    }
    begun = false;
    in.skipBytes(Integer.BYTES);
    byte[] body = new byte[(int) length];
    in.readBytes(body);
    room.unfinished(0);
    out.add(body);
    maxLength = Frames.MAX_LENGTH;
  }

  private void begin(ByteBuf in) {
    if (!begun) {
      begunNanos = nanoTime.getAsLong();
      begun = true;
    }
    room.unfinished(in.readableBytes());
  }

  private void skipAll(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    room.unfinished(0);
  }
}
