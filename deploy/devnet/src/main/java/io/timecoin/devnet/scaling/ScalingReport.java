package io.timecoin.devnet.scaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/**
 * What was measured; a part that was not asked for is null.
 *
 * @param cpu the processor's name
 * @param processors of this machine
 * @param date of the measurement, in UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScalingReport(
    String cpu,
    int processors,
    String date,
    CoreResult core,
    ShareResult share,
    ChangesResult changes) {

  /** Whether nothing was lost, twice or out of order. */
  public boolean isClean() {
    return changes == null || changes.isClean();
  }

  /** The report for a person; what was wanted stands beside. */
  public String asText() {
    var text = new StringBuilder("%s, %d processors".formatted(cpu, processors));
    if (core != null) {
      append(text, core);
    }
    if (share != null) {
      append(text, share);
    }
    if (changes != null) {
      append(text, changes);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, CoreResult core) {
    text.append(
        """


        one instance with one core, 2-input payments
          through Kafka   %,8d payments/s, %.2f us of processor time per signature
          in one process  %,8d payments/s, %.2f us
          ratio               %.2f (wanted: at least 0.70); the broker beside had %.2f of a core\
        """
            .formatted(
                core.throughKafkaPerSecond(),
                core.cpuMicrosPerSignature(),
                core.inProcessPerSecond(),
                core.inProcessCpuMicrosPerSignature(),
                core.ratio(),
                core.brokerCores()));
  }

  private static void append(StringBuilder text, ShareResult share) {
    text.append(
        "%n%neach instance with %.2f of a core (wanted: two at least 1.8 times one, four 3 times;%n"
                .formatted(share.share())
            + "processor time per signature at most 10 % more)");
    text.append(
        "%n%10s %12s %8s %14s %8s %8s %8s"
            .formatted(
                "instances", "payments/s", "x one", "us/signature", "x one", "cores", "broker"));
    for (ShareResult.Row row : share.scaling()) {
      text.append(
          "%n%10d %,12d %8.2f %14.2f %8.3f %8.2f %8.2f"
              .formatted(
                  row.instances(),
                  row.rate(),
                  row.ratioToOne(),
                  row.cpuMicrosPerSignature(),
                  row.cpuRatioToOne(),
                  row.cores(),
                  row.brokerCores()));
    }
  }

  private static void append(StringBuilder text, ChangesResult changes) {
    text.append(
        """


        instances that come and go under %d payments/s (wanted: pauses of at most 1 s, 8 s after a kill)
          submitted %,d, final %,d, lost %d, unverified %d
          twice in the mempool %d, twice final %d, out of order %d
          handed in again %,d, verified again %,d
          from tx.inbound to tx.verified p50 %,.0f ms, p99 %,.0f ms\
        """
            .formatted(
                changes.loadPerSecond(),
                changes.submitted(),
                changes.finalCount(),
                changes.lost(),
                changes.unverified(),
                changes.twiceInMempool(),
                changes.twiceFinal(),
                changes.outOfOrder(),
                changes.handedInAgain(),
                changes.verifiedAgain(),
                changes.waitMillis().p50(),
                changes.waitMillis().p99()));
    for (ChangesResult.Change step : changes.steps()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  at %5.1f s  %d to %d, %-7s  longest wait %,6d ms",
              step.atSeconds(),
              step.before(),
              step.after(),
              step.how(),
              step.pauseMillis()));
    }
    changes.unexpected().forEach(line -> text.append("%n  UNEXPECTED %s".formatted(line)));
  }
}
