package io.timecoin.gateway.peers;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The sockets to peers, those that are accepted and those that are dialled, on few event loops. */
final class PeerSockets {
  private static final int EVENT_LOOPS = 2;
  private static final int BACKLOG = 64;
  private static final int CONNECT_MILLIS = 5_000;

  /** So much may be written ahead of what the socket takes: what is urgent waits behind it. */
  private static final WriteBufferWaterMark WRITTEN_AHEAD =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final EventLoopGroup loops;
  private volatile Optional<Channel> server = Optional.empty();

  PeerSockets(ThreadFactory threads) {
    loops = new NioEventLoopGroup(EVENT_LOOPS, threads);
  }

  /**
   * Accepts connections from now on.
   *
   * @param accepted is given each, on its event loop
   * @throws IOException if it cannot listen there
   */
  void listen(HostAndPort at, Consumer<SocketChannel> accepted) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITTEN_AHEAD)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted.accept(channel);
                  }
                })
            .bind(new InetSocketAddress(at.host(), at.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on %s: %s".formatted(at, bound.cause().getMessage()), bound.cause());
    }
    server = Optional.of(bound.channel());
  }

  /** Connects; exactly one of the two is told what came of it, on an event loop. */
  void dial(HostAndPort to, Consumer<SocketChannel> reached, Consumer<Throwable> failed) {
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITTEN_AHEAD)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                // Only a connection that is made becomes one of the peers'.
              }
            })
        .connect(InetSocketAddress.createUnresolved(to.host(), to.port()))
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess()) {
                reached.accept((SocketChannel) done.channel());
              } else {
                failed.accept(done.cause());
              }
            });
  }

  /** The port that is listened on, where the system chose it. */
  int port() {
    return ((InetSocketAddress) server.orElseThrow().localAddress()).getPort();
  }

  /** Accepts no more. */
  void closeServer() {
    server.ifPresent(channel -> channel.close().awaitUninterruptibly());
  }

  /** Ends the event loops. */
  void close() {
    loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(1_000);
  }
}
