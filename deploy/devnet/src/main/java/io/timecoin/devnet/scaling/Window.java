package io.timecoin.devnet.scaling;

/**
 * What was measured over some seconds.
 *
 * @param instances how many processes verified
 * @param verdicts of payments, all good
 * @param cpuNanos processor time of these processes together
 * @param brokerNanos processor time of the broker
 */
record Window(int instances, double seconds, long verdicts, long cpuNanos, long brokerNanos) {

  /** Payments in a second. */
  double rate() {
    return verdicts / seconds;
  }

  /** Processor time of everything in the processes, microseconds for each signature. */
  double cpuMicrosPerSignature() {
    return cpuNanos / 1e3 / verdicts / InventedPayments.INPUTS;
  }

  /** Cores that the processes had together, on average. */
  double cores() {
    return cpuNanos / 1e9 / seconds;
  }

  /** Cores that the broker had, on average. */
  double brokerCores() {
    return brokerNanos / 1e9 / seconds;
  }
}
