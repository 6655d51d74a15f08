package io.timecoin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Vert.x says about threads that did not come back in time (2 s for event loops). */
final class BlockedThreads {
  private static final String WARNING = "has been blocked for";

  private BlockedThreads() {}

  /** The warnings in these logs, each with the name of its log. */
  static List<String> in(List<Path> logs) {
    var found = new ArrayList<String>();
    for (Path log : logs) {
      // Whatever else is in a log: it is searched, not judged.
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines
            .filter(line -> line.contains(WARNING))
            .forEach(line -> found.add(log.getFileName() + ": " + line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }
}
