package io.timecoin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Vert.x says about threads that did not come back in time (2 s for event loops), with the
 * place where they were. Only places that our code has led to count: a thread that got no processor
 * on a busy machine is somewhere within the framework. A frame of ours that has handed a request on
 * has not led there: it is in the stack of whatever that request waits for.
 */
final class BlockedThreads {
  private static final String WARNING = "has been blocked for";
  private static final String FRAME = "\tat ";
  private static final String OURS = FRAME + "io.timecoin.";

  /** What a handler calls, on whichever kind of context, that leaves a request to the next one. */
  private static final Pattern HANDING_ON =
      Pattern.compile("\\tat io\\.vertx\\.ext\\.web\\.[\\w.$]+\\.next\\(.*");

  private BlockedThreads() {}

  /** The warnings in these logs, each with the name of its log. */
  static List<String> in(List<Path> logs) {
    var found = new ArrayList<String>();
    for (Path log : logs) {
      try {
        // Whatever else is in a log: it is searched, not judged.
        in(Files.readAllLines(log, StandardCharsets.ISO_8859_1))
            .forEach(warning -> found.add(log.getFileName() + ": " + warning));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** The warnings among the lines of one log that our code has to answer for. */
  static List<String> in(Iterable<String> lines) {
    var found = new ArrayList<String>();
    String warning = null;
    String callee = "";
    for (String line : lines) {
      if (line.contains(WARNING)) {
        warning = line;
        callee = "";
      } else if (!line.startsWith(FRAME)) {
        warning = null;
      } else if (warning != null) {
        if (line.startsWith(OURS) && !HANDING_ON.matcher(callee).matches()) {
          found.add(warning + " at " + line.substring(FRAME.length()));
          warning = null;
        }
        callee = line;
      }
    }
    return found;
  }
}
