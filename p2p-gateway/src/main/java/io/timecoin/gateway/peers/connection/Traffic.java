package io.timecoin.gateway.peers.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Below TLS: bytes as they cross the socket, and when the last ones did. */
public final class Traffic extends ChannelDuplexHandler {
  private final LongSupplier nanoTime;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private volatile long lastReceivedNanos;
  private volatile long lastSentNanos;

  public Traffic(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastReceivedNanos = nanoTime.getAsLong();
    this.lastSentNanos = lastReceivedNanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      received.addAndGet(bytes.readableBytes());
      lastReceivedNanos = nanoTime.getAsLong();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      int size = bytes.readableBytes();
      var _ =
          context.write(
              message,
              promise
                  .unvoid()
                  .addListener(
                      done -> {
                        if (done.isSuccess()) {
                          sent.addAndGet(size);
                          lastSentNanos = nanoTime.getAsLong();
                        }
                      }));
    } else {
      var _ = context.write(message, promise);
    }
  }

  public long received() {
    return received.get();
  }

  public long sent() {
    return sent.get();
  }

  public long lastReceivedNanos() {
    return lastReceivedNanos;
  }

  public long lastSentNanos() {
    return lastSentNanos;
  }
}
