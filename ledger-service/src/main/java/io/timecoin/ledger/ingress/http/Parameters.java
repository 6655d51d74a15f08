package io.timecoin.ledger.ingress.http;

import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;

/** Parameters of the reads; whatever cannot be meant is a BAD_REQUEST. */
final class Parameters {
  /** Items per page at most. */
  static final int MAX_LIMIT = 1_000;

  private Parameters() {}

  static Hash256 hash(String text) {
    try {
      return Hash256.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw QueryException.badRequest("a hash has 64 hexadecimal digits");
    }
  }

  /** An unsigned output index. */
  static int index(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw QueryException.badRequest("an output index is a number below 2^32");
    }
  }

  static Address address(String text, Network network) {
    try {
      return Address.parse(text, network);
    } catch (AddressException e) {
      throw QueryException.badRequest("no address of this network: " + e.getMessage());
    }
  }

  static int limit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw QueryException.badRequest("limit is 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  /** A height, a sequence or an index. */
  static long natural(String name, long value) {
    if (value < 0) {
      throw QueryException.badRequest(name + " is 0 or more");
    }
    return value;
  }
}
