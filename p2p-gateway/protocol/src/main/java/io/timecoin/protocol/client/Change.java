package io.timecoin.protocol.client;

import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.StatefulRules;
import java.util.Optional;

/**
 * How inputs beyond the amount split into fee and change (PROTOCOL §4.3): the change counts as an
 * output, so it raises the fee that is taken from it.
 *
 * @param fee satoshi
 * @param change satoshi; 0 for none, since what is below dust goes to the fee
 */
record Change(long fee, long change) {

  /**
   * The split with the lowest fee; empty if the inputs do not suffice.
   *
   * @param inputs satoshi
   * @param amount satoshi of all outputs but the change
   * @param wantedFee what the payer wants to pay at least; 0 for the minimum
   */
  static Optional<Change> of(long inputs, long amount, long wantedFee) {
    long rest = inputs - amount;
    long fee = Math.max(wantedFee, lowestFee(inputs));
    if (rest >= Limits.DUST_LIMIT && fee <= rest - Limits.DUST_LIMIT) {
      return Optional.of(new Change(fee, rest - fee));
    }
    return rest >= Math.max(wantedFee, StatefulRules.minimumFee(amount))
        ? Optional.of(new Change(rest, 0))
        : Optional.empty();
  }

  /** The lowest fee where everything else of the inputs is an output. */
  private static long lowestFee(long inputs) {
    // fee ≥ floor((inputs - fee) / 1000) has its lowest solution here or one above.
    long fee = Math.max(Limits.MINIMUM_FEE, inputs / (Limits.FEE_DIVISOR + 1));
    while (fee < StatefulRules.minimumFee(inputs - fee)) {
      fee++;
    }
    return fee;
  }
}
