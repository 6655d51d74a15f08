package io.timecoin.ledger.store.query;

import java.io.Serializable;
import java.util.Arrays;

/** Key of the tables that have one row per outpoint. */
final class OutpointId implements Serializable {
  private static final long serialVersionUID = 1L;

  byte[] txid;
  int outputIndex;

  OutpointId() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof OutpointId that
        && outputIndex == that.outputIndex
        && Arrays.equals(txid, that.txid);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(txid) + outputIndex;
  }
}
