package io.timecoin.gateway.tracking;

import io.timecoin.protocol.proto.internal.v1.Latency;

/**
 * When each service had done its part, Unix milliseconds; 0 where unknown.
 *
 * @param received when this gateway was handed it
 * @param sent when the gateway sent it to tx.inbound
 * @param verified when its verdict was there
 * @param admitted when it entered the mempool
 * @param becameFinal when the mempool knew it final
 */
public record Timings(long received, long sent, long verified, long admitted, long becameFinal) {
  public static final Timings UNKNOWN = new Timings(0, 0, 0, 0, 0);

  public static Timings received(long atMillis) {
    return new Timings(atMillis, 0, 0, 0, 0);
  }

  /** With what a status tells; what it does not tell stays. */
  public Timings with(Latency told) {
    return new Timings(
        received,
        either(told.getSentAtMillis(), sent),
        either(told.getVerifiedAtMillis(), verified),
        either(told.getAdmittedAtMillis(), admitted),
        either(told.getFinalAtMillis(), becameFinal));
  }

  private static long either(long told, long known) {
    return told > 0 ? told : known;
  }
}
