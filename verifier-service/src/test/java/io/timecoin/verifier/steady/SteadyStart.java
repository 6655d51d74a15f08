package io.timecoin.verifier.steady;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run of {@link SteadyRun} came to its final rate.
 *
 * @param readyMillis since the start of the runtime
 * @param windows half seconds, in order
 */
record SteadyStart(long readyMillis, List<Window> windows) {
  private static final long FINAL_MILLIS = 5_000;
  private static final double STEADY = 0.9;

  /** Until {@code endMillis} since the start of the runtime, at {@code perSecond} verdicts. */
  record Window(long startMillis, long endMillis, double perSecond) {}

  SteadyStart {
    windows = List.copyOf(windows);
  }

  /** Reads what {@link SteadyRun} prints. */
  static SteadyStart parse(List<String> lines) {
    long ready = -1;
    long lastMillis = 0;
    long lastCount = 0;
    List<Window> windows = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("ready")) {
        ready = Long.parseLong(words[1]);
      } else if (words[0].equals("at")) {
        long millis = Long.parseLong(words[1]);
        long count = Long.parseLong(words[2]);
        windows.add(
            new Window(lastMillis, millis, (count - lastCount) * 1_000.0 / (millis - lastMillis)));
        lastMillis = millis;
        lastCount = count;
      }
    }
    if (ready < 0 || windows.isEmpty()) {
      throw new IllegalArgumentException("never ready: " + lines);
    }
    return new SteadyStart(ready, windows);
  }

  /** How much of the processors the run had, from 0 to 1, whether it was ever ready or not. */
  static double processorShare(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("processors "))
        .mapToDouble(line -> Double.parseDouble(line.substring("processors ".length())))
        .findFirst()
        .orElseThrow();
  }

  /** Verdicts per second at the end: the median of the last five seconds' windows. */
  double finalRate() {
    long from = windows.getLast().endMillis() - FINAL_MILLIS;
    List<Double> rates =
        windows.stream()
            .filter(window -> window.endMillis() > from)
            .map(Window::perSecond)
            .sorted()
            .toList();
    return rates.get(rates.size() / 2);
  }

  /** The end of the first window with nine tenths of the final rate, since the runtime's start. */
  long steadyMillis() {
    return windows.stream()
        .filter(window -> window.perSecond() >= STEADY * finalRate())
        .findFirst()
        .orElseThrow()
        .endMillis();
  }

  /** The share of the final rate in the windows that lie whole in this time after readiness. */
  double shareAfterReady(long millis) {
    return windows.stream()
            .filter(window -> window.startMillis() >= readyMillis)
            .filter(window -> window.startMillis() < readyMillis + millis)
            .mapToDouble(Window::perSecond)
            .average()
            .orElseThrow()
        / finalRate();
  }

  /** A line for each window from the first with a verdict. */
  String asText() {
    var text =
        new StringBuilder(
            "ready after %.1f s, nine tenths of %,.0f/s after %.1f s%n"
                .formatted(readyMillis / 1e3, finalRate(), steadyMillis() / 1e3));
    windows.stream()
        .dropWhile(window -> window.perSecond() == 0)
        .forEach(
            window ->
                text.append(
                    "%5.1f s %,8.0f/s %4.0f %%%n"
                        .formatted(
                            window.endMillis() / 1e3,
                            window.perSecond(),
                            100 * window.perSecond() / finalRate())));
    return text.toString();
  }
}
