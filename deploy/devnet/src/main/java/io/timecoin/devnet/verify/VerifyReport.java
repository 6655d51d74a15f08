package io.timecoin.devnet.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured.
 *
 * @param cpu the processor's name
 * @param candidates in the order in which they were measured
 * @param absent which candidates this machine has not, and why
 */
record VerifyReport(String cpu, List<Row> candidates, List<String> absent) {
  static final String LIBSODIUM = "libsodium";

  VerifyReport {
    candidates = List.copyOf(candidates);
    absent = List.copyOf(absent);
  }

  /**
   * A candidate's figures.
   *
   * @param batch how many signatures are verified together
   * @param keys by how many keys they are
   * @param verifiesPerSecond of processor time, the median of all rounds
   * @param ratioToLibsodium of the two medians; null if there is no libsodium
   * @param bytesPerVerify allocated on the Java heap, the median of all rounds
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      String name,
      int batch,
      int keys,
      long verifiesPerSecond,
      Double ratioToLibsodium,
      long bytesPerVerify) {}

  /** Puts the ratios to the measurements. */
  static VerifyReport of(String cpu, List<Measurement> measurements, List<String> absent) {
    OptionalDouble measure =
        measurements.stream()
            .filter(measured -> measured.candidate().name().equals(LIBSODIUM))
            .mapToDouble(Measurement::medianRate)
            .findFirst();
    return new VerifyReport(
        cpu, measurements.stream().map(measured -> row(measured, measure)).toList(), absent);
  }

  private static Row row(Measurement measured, OptionalDouble measure) {
    Candidate candidate = measured.candidate();
    double rate = measured.medianRate();
    Double ratio =
        measure.isPresent() ? Math.round(100 * rate / measure.getAsDouble()) / 100.0 : null;
    return new Row(
        candidate.name(),
        candidate.batch(),
        candidate.keys(),
        Math.round(rate),
        ratio,
        measured.medianBytes());
  }

  /** The report as a table. */
  String asText() {
    var text = new StringBuilder(cpu);
    text.append(
        "%n%n%-36s %6s %5s %12s %11s %12s"
            .formatted("", "batch", "keys", "verifies/s", "x libsodium", "bytes/verify"));
    for (Row row : candidates) {
      text.append(
          "%n%-36s %6d %5d %,12d %11s %,12d"
              .formatted(
                  row.name,
                  row.batch,
                  row.keys,
                  row.verifiesPerSecond,
                  row.ratioToLibsodium == null ? "-" : "%.2f".formatted(row.ratioToLibsodium),
                  row.bytesPerVerify));
    }
    absent.forEach(line -> text.append("%nabsent: %s".formatted(line)));
    return text.toString();
  }
}
