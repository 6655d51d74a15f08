package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a benchmark that can be drawn gives its report: as text or JSON, and as a picture. */
final class ReportOptions {
  @Option(
      names = "--plot",
      paramLabel = "FILE.svg",
      description = "draw what was measured into this file")
  private Path plot;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  /** Whether a picture is wanted. */
  boolean isPlotWanted() {
    return plot != null;
  }

  /**
   * Looks before a long measurement whether its picture could be written.
   *
   * @throws LauncherFailure if not
   */
  void requireWritable() {
    if (isPlotWanted() && !Files.isWritable(plot.toAbsolutePath().getParent())) {
      throw new LauncherFailure("cannot write in the folder of " + plot);
    }
  }

  /**
   * Writes the picture, if one is wanted, and prints the report.
   *
   * @param text the report for a person
   * @throws LauncherFailure if the picture cannot be written
   */
  void give(Object report, Supplier<String> text, Supplier<String> picture)
      throws JsonProcessingException {
    if (isPlotWanted()) {
      write(picture.get());
    }
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
            : text.get());
  }

  private void write(String picture) {
    try {
      Files.writeString(plot, picture);
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + plot + ": " + e.getMessage(), e);
    }
  }
}
