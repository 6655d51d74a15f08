package io.timecoin.gateway.peers.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.timecoin.gateway.peers.Misbehaviour;
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
  private int maxLength = Frames.MAX_HELLO_LENGTH;
  private volatile boolean broken;
  private volatile boolean begun;
  private volatile long begunNanos;

  public FrameReader(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
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
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < Integer.BYTES) {
      begin();
      return;
    }
    long length = in.getUnsignedIntLE(in.readerIndex());
    if (length < 1 || length > maxLength) {
      broken = true;
      in.skipBytes(in.readableBytes());
      context.fireExceptionCaught(
          new FrameException(
              length < 1 ? Misbehaviour.MALFORMED : Misbehaviour.OVERSIZED,
              "a frame of %d bytes, at most %d".formatted(length, maxLength)));
      return;
    }
    if (in.readableBytes() < Integer.BYTES + length) {
      begin();
      return;
    }
    begun = false;
    in.skipBytes(Integer.BYTES);
    byte[] body = new byte[(int) length];
    in.readBytes(body);
    out.add(body);
    maxLength = Frames.MAX_LENGTH;
  }

  private void begin() {
    if (!begun) {
      begunNanos = nanoTime.getAsLong();
      begun = true;
    }
  }
}
