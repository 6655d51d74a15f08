package io.timecoin.ledger.store.query;

import java.io.Serializable;

/** Key of the table of balance changes. */
final class AddressEntryId implements Serializable {
  private static final long serialVersionUID = 1L;

  long sequence;
  int ordinal;

  AddressEntryId() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressEntryId that
        && sequence == that.sequence
        && ordinal == that.ordinal;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(sequence) + ordinal;
  }
}
