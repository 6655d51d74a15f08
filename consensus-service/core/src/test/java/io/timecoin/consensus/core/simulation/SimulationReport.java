package io.timecoin.consensus.core.simulation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a campaign has found, for scripts and for people. */
record SimulationReport(int seeds, List<Failure> failed, long decisions, long events) {

  /**
   * A seed that broke a promise.
   *
   * @param parameters what it drew
   * @param shrunk what of it is enough
   * @param trace the last events of the shrunk run
   */
  record Failure(
      long seed,
      String violation,
      List<String> parameters,
      List<String> shrunk,
      List<String> trace) {

    static Failure of(Campaign.Result result, Campaign.Result shrunk) {
      return new Failure(
          result.scenario().seed(),
          result.outcome().violation().orElseThrow().getMessage(),
          result.scenario().lines(),
          shrunk.scenario().lines(),
          shrunk.outcome().trace());
    }
  }

  /** One object; the keys are those of ARCHITECTURE. */
  String json() {
    return "{\"seeds\":%d,\"failed\":[%s],\"decisions\":%d,\"events\":%d}"
        .formatted(
            seeds,
            failed.stream().map(SimulationReport::json).collect(Collectors.joining(",")),
            decisions,
            events);
  }

  String text(double seconds) {
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d seeds, %d failed, %,d decisions, %,d events, %.1f s",
                seeds,
                failed.size(),
                decisions,
                events,
                seconds));
    for (Failure failure : failed) {
      text.append("\n\nseed ").append(failure.seed()).append(": ").append(failure.violation());
      failure.parameters().forEach(line -> text.append("\n  drawn   ").append(line));
      failure.shrunk().forEach(line -> text.append("\n  enough  ").append(line));
      failure.trace().forEach(line -> text.append("\n  ").append(line));
    }
    return text.toString();
  }

  private static String json(Failure failure) {
    return "{\"seed\":%d,\"violation\":%s,\"parameters\":%s,\"shrunk\":%s,\"trace\":%s}"
        .formatted(
            failure.seed(),
            quoted(failure.violation()),
            list(failure.parameters()),
            list(failure.shrunk()),
            list(failure.trace()));
  }

  private static String list(List<String> lines) {
    return lines.stream().map(SimulationReport::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ') {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
