package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import java.util.Locale;

/** Identifiers as clients write them. */
final class Identifiers {
  private Identifiers() {}

  static Hash256 parse(String text) {
    try {
      return Hash256.fromHex(text == null ? "" : text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("an id is 64 hexadecimal digits");
    }
  }

  static Address address(String text, Network network) {
    try {
      return Address.parse(text, network);
    } catch (AddressException e) {
      throw ApiException.badRequest("no address of this network: " + e.getMessage());
    }
  }
}
