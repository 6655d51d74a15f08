package io.timecoin.devnet.control;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** Gives orders to a running devnet. */
public record ControlClient(Path file) {

  /**
   * Gives an order and waits until it is carried out.
   *
   * @return what was done, for a person
   * @throws LauncherFailure when it is no order, nobody takes it, or it failed
   */
  public String give(List<String> words) {
    // Wrong usage is told at once, and by whoever made it.
    Order unused = Order.parse(words);
    String answer = exchange(String.join(" ", words) + "\n");
    int end = answer.indexOf('\n');
    if (end < 0) {
      throw new LauncherFailure("the devnet ended before it answered");
    }
    String text = answer.substring(end + 1);
    if (!answer.startsWith("ok\n")) {
      throw new LauncherFailure(text);
    }
    return text;
  }

  private String exchange(String line) {
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      ControlText.requireOwner(socket, file);
      ControlText.write(socket, line);
      return ControlText.readAll(socket);
    } catch (IOException e) {
      throw new LauncherFailure(
          "the devnet takes no orders at %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
