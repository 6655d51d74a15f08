package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.fuzz.FuzzRequest.Due;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bad JSON-RPC: every method, with every kind of wrong parameter, envelope and batch. */
final class RpcRequests {
  private static final String JSON = "application/json";
  private static final int MOST_PARAMETERS = 7;
  private static final int LARGEST_BATCH = 5_000;
  private static final int DEEPEST = 200_000;

  /** Characters: more than the gateway takes. */
  private static final int LONGEST_BATCH = 6 << 20;

  private final List<String> methods;
  private final Random random;
  private final HostileJson json;

  /**
   * Requests from a seed.
   *
   * @param methods all there are, as `help` names them
   */
  RpcRequests(List<String> methods, Random random) {
    this.methods = List.copyOf(methods);
    this.random = random;
    this.json = new HostileJson(random);
  }

  FuzzRequest next() {
    return switch (random.nextInt(10)) {
      case 0 -> posted("batch", batch());
      case 1 -> posted("envelope", envelope());
      case 2 -> posted("deep JSON", json.nested(1 + random.nextInt(DEEPEST)));
      case 3 -> posted("no request", json.value());
      default -> {
        String method = json.pick(methods);
        yield posted(method, call(method));
      }
    };
  }

  private static FuzzRequest posted(String what, String body) {
    return new FuzzRequest(
        "rpc " + what, HttpBytes.request("POST", "/", JSON, HttpBytes.utf8(body)), Due.ANSWER);
  }

  /** One call whose parameters make no sense, too few or too many, in order or by name. */
  String call(String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(random.nextInt(1_000), method, parameters(method));
  }

  private String parameters(String method) {
    // A wait that a method grants would only make this client wait.
    boolean waits = method.startsWith("wait");
    var values = new ArrayList<String>();
    for (int i = random.nextInt(MOST_PARAMETERS); i > 0; i--) {
      values.add(random.nextInt(4) == 0 ? json.hex(64) : json.value());
    }
    if (waits && values.size() > 1) {
      values.set(1, json.pick(List.of("0", "-1", "61", "1.5", "\"1\"", "1e9")));
    } else if (waits) {
      return "[%s,0]".formatted(json.hex(64));
    }
    return random.nextInt(8) == 0
        ? "{" + named(values) + "}"
        : "[" + String.join(",", values) + "]";
  }

  private String named(List<String> values) {
    List<String> names = List.of("txid", "height", "address", "n", "verbose", "timeout", "", "x");
    return values.stream()
        .map(value -> "\"%s\":%s".formatted(json.pick(names), value))
        .collect(Collectors.joining(","));
  }

  private String batch() {
    int wanted = Math.min(1 << random.nextInt(13), LARGEST_BATCH);
    String call = call(json.pick(List.of("getblockcount", "nosuchmethod", "validateaddress")));
    // A call's parameters may be long already: thousands of such would fill this client's memory.
    int size = Math.clamp(LONGEST_BATCH / call.length(), 1, wanted);
    return IntStream.range(0, size).mapToObj(_ -> call).collect(Collectors.joining(",", "[", "]"));
  }

  private String envelope() {
    return "{\"jsonrpc\":%s,\"id\":%s,\"method\":%s,\"params\":%s}"
        .formatted(
            json.pick(List.of("\"2.0\"", "2.0", "\"1.0\"", "null", "[]")),
            json.value(),
            json.pick(List.of("\"getblockcount\"", "\"\"", "7", "null", "\"rpc.discover\"", "{}")),
            json.value());
  }
}
