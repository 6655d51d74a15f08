package io.timecoin.devnet.backends;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, read without loading the whole of it. */
public final class LogTail {
  private static final int MAX_BYTES = 64 * 1024;

  private LogTail() {}

  /** At most {@code lines} last lines, from the last 64 KiB; empty when the file is not there. */
  public static List<String> read(Path file, int lines) {
    try (var source = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, source.length() - MAX_BYTES);
      var bytes = new byte[(int) (source.length() - from)];
      source.seek(from);
      source.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
