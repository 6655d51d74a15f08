package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Amounts;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.network.Network;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What listunspent asks for.
 *
 * @param maximumCount outputs answered at most
 * @param minimumSatoshi smaller outputs are left out
 */
record UnspentQuery(
    long minConfirmations,
    long maxConfirmations,
    List<Address> addresses,
    int maximumCount,
    long minimumSatoshi) {
  private static final long MOST_CONFIRMATIONS = 9_999_999;
  private static final int MAX_ADDRESSES = 100;
  private static final int DEFAULT_COUNT = 1_000;
  private static final int MAX_COUNT = 10_000;

  static UnspentQuery of(RpcParams params, Network network) {
    // Final is for ever here, so that outputs count before a block confirms them.
    long least = params.integer("minconf", 0, MOST_CONFIRMATIONS, 0);
    long most = params.integer("maxconf", 0, MOST_CONFIRMATIONS, MOST_CONFIRMATIONS);
    params.flag("include_unsafe", true);
    int count = DEFAULT_COUNT;
    long minimum = 0;
    Optional<JsonNode> options = params.find("query_options");
    if (options.isPresent()) {
      if (!options.get().isObject()) {
        throw RpcParams.type("query_options", "an object");
      }
      for (Map.Entry<String, JsonNode> option : options.get().properties()) {
        switch (option.getKey()) {
          case "maximumCount" ->
              count = (int) RpcParams.integer("maximumCount", option.getValue(), 1, MAX_COUNT);
          case "minimumAmount" -> minimum = amount(option.getValue());
          default ->
              throw RpcParams.invalid("query_options", "made of maximumCount and minimumAmount");
        }
      }
    }
    return new UnspentQuery(least, most, addresses(params, network), count, minimum);
  }

  private static List<Address> addresses(RpcParams params, Network network) {
    JsonNode given =
        params
            .find("addresses")
            .orElseThrow(
                () ->
                    new RpcException(
                        RpcError.INVALID_PARAMETER,
                        "addresses is missing: a node keeps no wallet"));
    if (!given.isArray()) {
      throw RpcParams.type("addresses", "an array of addresses");
    }
    if (given.isEmpty() || given.size() > MAX_ADDRESSES) {
      throw RpcParams.invalid("addresses", "1 to %d addresses".formatted(MAX_ADDRESSES));
    }
    var addresses = new LinkedHashSet<Address>();
    for (JsonNode text : given) {
      if (!text.isTextual()) {
        throw RpcParams.type("addresses", "an array of addresses");
      }
      if (!addresses.add(RpcParams.parseAddress(text.textValue(), network))) {
        throw RpcParams.invalid("addresses", "without repetition");
      }
    }
    return List.copyOf(addresses);
  }

  private static long amount(JsonNode value) {
    if (!value.isNumber()) {
      throw RpcParams.type("minimumAmount", "an amount in TIME");
    }
    try {
      return Amounts.satoshi(value.decimalValue());
    } catch (ArithmeticException e) {
      throw RpcParams.invalid("minimumAmount", "an amount with at most 8 decimals");
    }
  }
}
