package io.timecoin.devnet.link;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The way from one masternode to another: a port that the first dials, and every connection goes on
 * to the second over their link.
 *
 * <p>A link that is down is silent, as a pulled cable is: nobody gets an end or a reset. What is
 * sent meanwhile waits, in the senders' buffers once the wire's is full, and arrives when the link
 * is up again, as TCP would send it again; a new connection is not answered.
 */
final class LinkProxy implements AutoCloseable {
  /** Few: once these wait, the system answers no more connections either. */
  private static final int UNANSWERED = 2;

  private static final int CONNECT_MILLIS = 2_000;

  /** For so long after a link came up, a connection may have been dialled while it was down. */
  private static final Duration AFTER_DOWN = Duration.ofSeconds(1);

  private static final int LOOKS = 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Link link;
  private final int target;
  private final LongSupplier nanoClock;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private LinkProxy(Link link, int target, LongSupplier nanoClock, ServerSocket server) {
    this.link = link;
    this.target = target;
    this.nanoClock = nanoClock;
    this.server = server;
  }

  /** Listens on a port of 127.0.0.1, 0 for a free one, and hands on to another. */
  static LinkProxy start(Link link, int port, int target, LongSupplier nanoClock) {
    try {
      var server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(loopback(), port), UNANSWERED);
      var proxy = new LinkProxy(link, target, nanoClock, server);
      Thread.ofVirtual().name("link-" + port).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new LauncherFailure(
          "port %d for a link between masternodes is not free: %s".formatted(port, e.getMessage()),
          e);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (!closed) {
        link.awaitUp();
        Socket dialer = server.accept();
        Thread.ofVirtual().start(() -> connect(dialer));
      }
    } catch (IOException | InterruptedException e) {
      if (!closed) {
        throw new IllegalStateException("a link's port failed", e);
      }
    }
  }

  private void connect(Socket dialer) {
    var listener = new Socket();
    open.add(dialer);
    open.add(listener);
    try {
      dialer.setTcpNoDelay(true);
      listener.setTcpNoDelay(true);
      var there = new Direction(link, nanoClock);
      var back = new Direction(link, nanoClock);
      Thread fromDialer = reader(there, dialer, listener);
      link.awaitUp();
      if (hasGivenUp(there)) {
        return;
      }
      listener.connect(new InetSocketAddress(loopback(), target), CONNECT_MILLIS);
      Thread fromListener = reader(back, listener, dialer);
      Thread toListener = writer(there, dialer, listener, fromDialer);
      Thread toDialer = writer(back, listener, dialer, fromListener);
      toListener.join();
      toDialer.join();
    } catch (IOException | InterruptedException e) {
      // Nobody listens there, or this proxy ends: the dialer sees its connection end.
    } finally {
      end(dialer);
      end(listener);
    }
  }

  /** Who dialled while the link was down may have left: the other never hears of that one. */
  private boolean hasGivenUp(Direction there) throws InterruptedException {
    for (int i = 0; i < LOOKS && link.wasDownWithin(AFTER_DOWN); i++) {
      if (there.hasEnded()) {
        return true;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return false;
  }

  private Thread reader(Direction direction, Socket from, Socket to) {
    return Thread.ofVirtual()
        .start(() -> runOrBreak(() -> direction.read(from.getInputStream()), from, to));
  }

  private Thread writer(Direction direction, Socket from, Socket to, Thread reader) {
    return Thread.ofVirtual()
        .start(
            () -> {
              runOrBreak(() -> writeAll(direction, to), from, to);
              reader.interrupt();
            });
  }

  private static void writeAll(Direction direction, Socket to)
      throws IOException, InterruptedException {
    direction.write(to.getOutputStream());
    to.shutdownOutput();
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** A connection that broke at one end is broken at the other. */
  private void runOrBreak(Step step, Socket from, Socket to) {
    try {
      step.run();
    } catch (IOException | InterruptedException e) {
      // While the link is down the other end must not hear of it.
      awaitUpUnlessClosed();
      end(from);
      end(to);
    }
  }

  private void awaitUpUnlessClosed() {
    try {
      if (!closed) {
        link.awaitUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, whatever the system says of it.
    }
  }

  /** Ends every connection. */
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new LauncherFailure("could not close a link: " + e.getMessage(), e);
    }
    Set.copyOf(open).forEach(this::end);
    // Whoever waits for the link to come up ends now.
    link.change(condition -> condition.withUp(true));
  }
}
