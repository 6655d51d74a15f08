package io.timecoin.devnet.ledgerrate;

import java.util.Map;

/**
 * What the ledger writes of a recorded chain.
 *
 * @param cpu of this machine
 * @param payments replayed in each measurement
 * @param perMicroblock payments of a microblock
 * @param alone the writer without the publisher
 * @param publishing both, as a ledger does that is on its own
 * @param inserted yardstick: rows per second, each as long as a payment, into a table with one
 *     index, by one connection in the same way
 */
public record LedgerRateReport(
    String cpu, int payments, int perMicroblock, Rate alone, Rate publishing, double inserted) {

  /**
   * One measurement, without its warm-up.
   *
   * @param perSecond payments
   * @param micros processor time for a payment, by process
   */
  public record Rate(double perSecond, Map<String, Double> micros) {
    String text(double inserted) {
      return "%,8.0f payments/s, %.2f of the inserted rows; µs per payment %s"
          .formatted(perSecond, perSecond / inserted, micros);
    }
  }

  /** For a person. */
  public String asText() {
    return """
    %s; %,d payments of 2 inputs and 2 outputs replayed, %d a microblock, the second half measured
    written alone       %s
    and published       %s
    yardstick: plain rows as long as a payment, into a table with one index, %,.0f/s\
    """
        .formatted(
            cpu,
            payments,
            perMicroblock,
            alone.text(inserted),
            publishing.text(inserted),
            inserted);
  }
}
