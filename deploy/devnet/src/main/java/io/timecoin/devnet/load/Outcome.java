package io.timecoin.devnet.load;

/**
 * How a transaction ended, as the API told it.
 *
 * @param state final, rejected, aborted, evicted, expired; waiting where that is what is expected;
 *     or refused (never acknowledged)
 * @param code the reject code; empty otherwise
 * @param winner txid of whoever got its inputs; empty otherwise
 * @param millis from sending to seeing the end
 */
record Outcome(String state, String code, String winner, double millis) {
  /** Never acknowledged: no promise was made. */
  static Outcome refused(double millis) {
    return new Outcome("refused", "", "", millis);
  }

  boolean isFinal() {
    return state.equals("final");
  }
}
