package io.timecoin.devnet.control;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;

/**
 * Takes orders for a running devnet on a Unix socket in its folder, which only its user may open.
 * One order per connection: a line with its words; the answer's first word is {@code ok} or {@code
 * failed}, and text for a person follows.
 */
public final class ControlServer implements AutoCloseable {
  private final Path file;
  private final ServerSocketChannel server;
  private final Function<Order, String> carryOut;

  private ControlServer(Path file, ServerSocketChannel server, Function<Order, String> carryOut) {
    this.file = file;
    this.server = server;
    this.carryOut = carryOut;
  }

  /**
   * Listens until closed. The caller holds the devnet's folder, so an older socket is nobody's.
   *
   * @param carryOut does what it is told and says what it did
   */
  public static ControlServer start(Path file, Function<Order, String> carryOut) {
    try {
      Files.deleteIfExists(file);
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(file));
      // Before anybody is answered; who connected earlier is refused by its user's id.
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      var control = new ControlServer(file, channel, carryOut);
      Thread.ofVirtual().name("control").start(control::accept);
      return control;
    } catch (IOException e) {
      throw new LauncherFailure("could not listen on " + file + ": " + e.getMessage(), e);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel caller = server.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException e) {
        // Closed, or a caller that has gone already.
      }
    }
  }

  private void serve(SocketChannel caller) {
    try (caller) {
      ControlText.requireOwner(caller, file);
      ControlText.write(caller, answer(ControlText.readLine(caller)));
    } catch (IOException e) {
      // Whoever asked has gone; what was ordered has happened all the same.
    }
  }

  private String answer(String line) {
    try {
      return "ok\n" + carryOut.apply(Order.parse(List.of(line.split(" ", -1))));
    } catch (LauncherFailure e) {
      return "failed\n" + e.getMessage();
    } catch (RuntimeException e) {
      return "failed\na bug: " + e;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LauncherFailure("could not close " + file + ": " + e.getMessage(), e);
    }
  }
}
