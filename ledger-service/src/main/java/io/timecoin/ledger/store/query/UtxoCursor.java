package io.timecoin.ledger.store.query;

import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/**
 * Where a page of an address's UTXOs ended: the outpoint after which the next one begins. It holds
 * however the set changes in between, since the order is that of the outpoints.
 */
record UtxoCursor(OutPoint last) {

  /** Empty text is the beginning. */
  static Optional<UtxoCursor> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    try {
      return Optional.of(
          new UtxoCursor(
              new OutPoint(
                  Hash256.fromHex(text.substring(0, Math.max(0, colon))),
                  Integer.parseUnsignedInt(text.substring(colon + 1)))));
    } catch (IllegalArgumentException e) {
      throw QueryException.badRequest("this is no cursor of an earlier page");
    }
  }

  @Override
  public String toString() {
    return last.toString();
  }
}
