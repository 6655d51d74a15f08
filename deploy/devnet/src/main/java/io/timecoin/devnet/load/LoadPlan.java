package io.timecoin.devnet.load;

/**
 * What to send.
 *
 * @param rate transactions per second
 * @param invalid share of transactions with a defect, 0 to 1
 * @param conflicts share of transactions that are half of a rival pair, 0 to 1
 */
public record LoadPlan(
    int rate, int seconds, int inputs, int outputs, double invalid, double conflicts) {

  /** All transactions, rivals counted singly. */
  int total() {
    return Math.multiplyExact(rate, seconds);
  }
}
