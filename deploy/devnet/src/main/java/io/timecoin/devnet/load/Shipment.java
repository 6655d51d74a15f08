package io.timecoin.devnet.load;

import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.ByteString;

/**
 * One transaction to send, and what must become of it.
 *
 * @param id wtxid in hex
 */
record Shipment(String id, String txid, ByteString raw, Expected expected) {

  /** Its names; the bytes are of no use in a report. */
  @Override
  public String toString() {
    return txid + " (copy " + id + ")";
  }

  byte[] bytes() {
    return raw.toByteArray();
  }

  /** The end that is right. */
  sealed interface Expected {}

  record Final() implements Expected {}

  record Rejected(RejectCode code) implements Expected {}

  /** Waits, and the code says why; nobody waits for its end. */
  record Waiting(RejectCode code) implements Expected {}

  /**
   * Exactly one of a pair ends final, the other names it.
   *
   * @param pair number of the pair
   */
  record OneOfPair(int pair) implements Expected {}
}
