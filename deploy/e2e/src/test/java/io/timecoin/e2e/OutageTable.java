package io.timecoin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What faults did, as measured: {@code target/outages.md}, in the order of the rows' texts. With
 * {@code -Dtest.docs=FILE} the same table also replaces what stands between the markers in FILE.
 */
final class OutageTable {
  private static final Path TABLE = Path.of("target", "outages.md");
  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->";

  private OutageTable() {}

  /** Adds a row, in place of an older one of the same fault; other classes' rows stay. */
  static synchronized void add(OutageRow row) {
    try {
      List<String> rows = new ArrayList<>(rows());
      rows.removeIf(line -> line.startsWith("| " + row.what() + " |"));
      rows.add(row.line().strip());
      rows.sort(Comparator.naturalOrder());
      String table =
          "Measured %s on %s, by `*OutageE2E`; one masternode, ten payments per second.%n%n%s%s%n"
              .formatted(
                  LocalDate.now(ZoneOffset.UTC),
                  machine(),
                  OutageRow.HEAD,
                  rows.stream().collect(Collectors.joining("\n")));
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, table);
      String docs = System.getProperty("test.docs");
      if (docs != null) {
        putInto(Path.of(docs), table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> rows() throws IOException {
    if (!Files.exists(TABLE)) {
      return List.of();
    }
    return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| what fails"))
        .toList();
  }

  private static void putInto(Path docs, String table) throws IOException {
    String text = Files.readString(docs);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new AssertionError(docs + " has no markers for the measured table");
    }
    Files.writeString(
        docs, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
  }

  private static String machine() throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("an unknown processor");
    return "%d cores of %s".formatted(Runtime.getRuntime().availableProcessors(), processor);
  }
}
