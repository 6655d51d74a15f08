package io.timecoin.devnet.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** What goes over a control socket: short text, and only between processes of one user. */
final class ControlText {
  /** Of an order; the longest has some forty. */
  private static final int MAX_LINE_BYTES = 1_024;

  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private ControlText() {}

  /** Refuses a peer that runs as another user than the one who owns the socket. */
  static void requireOwner(SocketChannel peer, Path file) throws IOException {
    var user = peer.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!user.getName().equals(Files.getOwner(file).getName())) {
      throw new IOException("user " + user + " does not own " + file);
    }
  }

  /** One line without its end. */
  static String readLine(SocketChannel from) throws IOException {
    return read(from, MAX_LINE_BYTES, true);
  }

  static String readAll(SocketChannel from) throws IOException {
    return read(from, MAX_ANSWER_BYTES, false);
  }

  private static String read(SocketChannel from, int most, boolean oneLine) throws IOException {
    var text = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(1_024);
    while (from.read(buffer.clear()) >= 0) {
      for (buffer.flip(); buffer.hasRemaining(); ) {
        byte next = buffer.get();
        if (oneLine && next == '\n') {
          return text.toString(StandardCharsets.UTF_8);
        }
        if (text.size() == most) {
          throw new IOException("more than " + most + " bytes");
        }
        text.write(next);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  static void write(SocketChannel to, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      int unused = to.write(bytes);
    }
  }
}
