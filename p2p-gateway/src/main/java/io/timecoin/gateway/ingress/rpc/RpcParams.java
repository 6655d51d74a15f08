package io.timecoin.gateway.ingress.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of one call by name; null counts as not given. */
public final class RpcParams {
  private final Map<String, JsonNode> values;

  private RpcParams(Map<String, JsonNode> values) {
    this.values = values;
  }

  /**
   * Binds what was sent to the method's parameters.
   *
   * @param sent an array, an object, or nothing
   * @throws RpcException for too many, unknown ones, or something else
   */
  public static RpcParams bind(RpcMethodName method, JsonNode sent) {
    var values = new HashMap<String, JsonNode>();
    if (sent == null || sent.isNull()) {
      return new RpcParams(values);
    }
    if (sent.isArray()) {
      if (sent.size() > method.parameters().size()) {
        throw new RpcException(
            RpcError.INVALID_PARAMS,
            "at most %d parameters: %s".formatted(method.parameters().size(), method.usage()));
      }
      for (int i = 0; i < sent.size(); i++) {
        values.put(method.parameters().get(i), sent.get(i));
      }
      return new RpcParams(values);
    }
    if (!sent.isObject()) {
      throw new RpcException(RpcError.INVALID_REQUEST, "params is an array or an object");
    }
    for (Map.Entry<String, JsonNode> value : sent.properties()) {
      if (!method.parameters().contains(value.getKey())) {
        throw new RpcException(
            RpcError.INVALID_PARAMS, "an unknown parameter; usage: " + method.usage());
      }
      values.put(value.getKey(), value.getValue());
    }
    return new RpcParams(values);
  }

  /** The parameter, unless it is missing or null. */
  public Optional<JsonNode> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isNull());
  }

  public String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw type(name, "a string");
    }
    return value.textValue();
  }

  /** 64 hexadecimal digits. */
  public Hash256 hash(String name) {
    try {
      return Hash256.fromHex(text(name).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "64 hexadecimal digits");
    }
  }

  public long integer(String name, long least, long most) {
    return integer(name, required(name), least, most);
  }

  public long integer(String name, long least, long most, long otherwise) {
    return find(name).map(value -> integer(name, value, least, most)).orElse(otherwise);
  }

  /** An integer that is part of a larger parameter. */
  public static long integer(String name, JsonNode value, long least, long most) {
    if (!value.isIntegralNumber()) {
      throw type(name, "an integer");
    }
    if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      throw invalid(name, "%d to %d".formatted(least, most));
    }
    return value.longValue();
  }

  public boolean flag(String name, boolean otherwise) {
    return find(name).map(value -> flag(name, value)).orElse(otherwise);
  }

  private static boolean flag(String name, JsonNode value) {
    // Bitcoin's older callers write 0 and 1.
    if (value.isIntegralNumber() && (value.longValue() == 0 || value.longValue() == 1)) {
      return value.longValue() == 1;
    }
    if (!value.isBoolean()) {
      throw type(name, "true or false");
    }
    return value.booleanValue();
  }

  /** An array of so many elements. */
  public ArrayNode array(String name, int least, int most) {
    if (!(required(name) instanceof ArrayNode array)) {
      throw type(name, "an array");
    }
    if (array.size() < least || array.size() > most) {
      throw invalid(name, "an array of %d to %d".formatted(least, most));
    }
    return array;
  }

  public Address address(String name, Network network) {
    return parseAddress(text(name), network);
  }

  /** The address that a text is; an error that names the defect otherwise. */
  public static Address parseAddress(String text, Network network) {
    try {
      return Address.parse(text, network);
    } catch (AddressException e) {
      throw new RpcException(
          RpcError.NOT_FOUND,
          "Invalid address: %s: %s".formatted(e.error(), e.getMessage()),
          Optional.of(Json.object().put("error_code", e.error().name())));
    }
  }

  private JsonNode required(String name) {
    return find(name)
        .orElseThrow(
            () -> new RpcException(RpcError.INVALID_PARAMS, "parameter " + name + " is missing"));
  }

  /** A value of the wrong JSON type. */
  public static RpcException type(String name, String wanted) {
    return new RpcException(RpcError.TYPE_ERROR, "%s must be %s".formatted(name, wanted));
  }

  /** A value outside its range. */
  public static RpcException invalid(String name, String wanted) {
    return new RpcException(RpcError.INVALID_PARAMETER, "%s must be %s".formatted(name, wanted));
  }
}
