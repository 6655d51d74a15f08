package io.timecoin.gateway.peers.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.security.cert.Certificate;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The event loop's part of a connection: what happens on the channel becomes the connection's
 * tasks, in the order in which it happened. Nothing else is done here, so that one peer's messages
 * hold up nobody on the same loop.
 */
final class ChannelEvents extends ChannelInboundHandlerAdapter {
  /** Whom it concerns; called by the tasks, but for {@link #failed} and {@link #writable}. */
  interface Receiver {
    /**
     * TLS is up.
     *
     * @param chain the other end's certificates; none where it showed none
     */
    void secured(Certificate[] chain);

    /** Whether what comes is of interest still; a frame is not decoded where it is not. */
    boolean listens();

    /**
     * A message has come.
     *
     * @param bytes of its frame
     */
    void received(PeerMessage message, int bytes);

    /** What came is no frame, or no message. */
    void unreadable(FrameException broken);

    /** The channel works no more; at once, on the event loop. */
    void failed(Ending why);

    /** The socket takes more again; on the event loop. */
    void writable();

    /** The channel is closed; the last call. */
    void closed();
  }

  private final Receiver receiver;
  private final Reading reading;
  private final Executor tasks;

  /**
   * @param tasks runs one after the other, in order
   */
  ChannelEvents(Receiver receiver, Reading reading, Executor tasks) {
    this.receiver = receiver;
    this.reading = reading;
    this.tasks = tasks;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        Certificate[] chain = certificates(context);
        tasks.execute(() -> receiver.secured(chain));
      } else {
        String detail = "TLS failed: " + handshake.cause().getMessage();
        receiver.failed(new Ending(Ending.TLS, detail, true, false));
      }
    }
  }

  private static Certificate[] certificates(ChannelHandlerContext context) {
    try {
      return context.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates();
    } catch (SSLPeerUnverifiedException e) {
      return new Certificate[0];
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    byte[] body = (byte[]) message;
    reading.arrived(body.length);
    tasks.execute(() -> take(body));
  }

  private void take(byte[] body) {
    try {
      if (receiver.listens()) {
        receiver.received(Frames.decode(body), body.length);
      }
    } catch (FrameException e) {
      receiver.unreadable(e);
    } finally {
      reading.workedOff(body.length);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof FrameException broken) {
      tasks.execute(() -> receiver.unreadable(broken));
    } else {
      String detail = "the connection failed: " + cause.getMessage();
      receiver.failed(new Ending(Ending.TLS, detail, false, false));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      receiver.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reading.end();
    tasks.execute(receiver::closed);
  }
}
