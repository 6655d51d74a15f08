package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.fuzz.FuzzRequest.Due;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bad HTTP and REST: paths, queries, methods, types, lengths and bodies. */
final class RestRequests {
  private static final String SUBMIT = "/v1/transactions";
  private static final String STATUS = "/v1/transactions/status";
  private static final String JSON = "application/json";
  private static final String OCTETS = "application/octet-stream";

  /** Above what the gateway takes: 4 MiB. */
  private static final int TOO_LARGE = (4 << 20) + 1;

  private static final List<String> METHODS =
      List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "POST", "FOO");

  private static final List<String> TYPES =
      List.of(
          "",
          "text/html",
          "text/plain",
          "application/xml",
          "*/*",
          "application/json;charset=utf-7",
          "application/json; charset=nonsense",
          "multipart/form-data; boundary=x",
          "a",
          "/",
          ";",
          "application/x-www-form-urlencoded",
          JSON,
          OCTETS);

  private static final List<String> PATHS =
      List.of(
          "/",
          "/v1",
          "/v1/transactions",
          "/v1/transactions/status",
          "/v1/transactions/%00",
          "/v1/transactions/..%2f..%2fetc%2fpasswd",
          "/../../../../etc/passwd",
          "/v1/../../q/health",
          "/v1/transactions/%c0%ae%c0%ae/",
          "//",
          "/%",
          "/%zz",
          "/v1/transactions/%ff%fe",
          "/q/openapi",
          "/q/health/live",
          "/status/capabilities",
          "/internal/v1/chain",
          "/v1/transactions/" + "ab".repeat(32),
          "/v1/events/chain.addresses?from=" + Long.MAX_VALUE + "&index=" + Integer.MAX_VALUE,
          "/v1/events/chain.transactions?from=-1&limit=1001",
          "/v1/events/chain.%00?from=x",
          "/v1/seals?from=" + Long.MAX_VALUE + "&limit=500",
          "/v1/seals?limit=0",
          "/v1/addresses/" + "T".repeat(3_000),
          "/v1/addresses/%00/history?before=0",
          "/v1/addresses/%ff/utxos?cursor=%00",
          "/v1/blocks/" + Long.MAX_VALUE + "?first=" + Long.MAX_VALUE,
          "/v1/blocks/%2e%2e",
          "/v1/supply",
          "/v1/transactions/" + "a".repeat(3_000),
          "/q/metrics",
          "/q/../q/health",
          "/;a=b",
          "/v1/transactions;jsessionid=1/status",
          "*");

  private final Random random;
  private final HostileJson json;

  RestRequests(Random random) {
    this.random = random;
    this.json = new HostileJson(random);
  }

  FuzzRequest next() {
    return switch (random.nextInt(14)) {
      case 0 -> path();
      case 1 -> query();
      case 2 -> method();
      case 3 -> contentType();
      case 4 -> new FuzzRequest("status ids", post(STATUS, JSON, ids()), Due.ANSWER);
      case 5 -> new FuzzRequest("submit", post(SUBMIT, JSON, transactions()), Due.ANSWER);
      case 6 -> new FuzzRequest("submit octets", octets(), Due.ANSWER);
      case 7 -> new FuzzRequest("bad UTF-8", badText(), Due.ANSWER);
      case 8 -> truncated();
      case 9 -> oversized();
      case 10 -> length();
      case 11 -> chunks();
      case 12 -> new FuzzRequest("no HTTP", noise(), Due.ANSWER_OR_END);
      default -> headers();
    };
  }

  private FuzzRequest path() {
    String path = json.pick(PATHS);
    return new FuzzRequest("path " + shortened(path), HttpBytes.get(path), Due.ANSWER);
  }

  private FuzzRequest query() {
    String query =
        switch (random.nextInt(4)) {
          case 0 ->
              "?wait=" + json.pick(List.of("-1", "31", "1.5", "x", "", "9".repeat(50), "1e1"));
          case 1 -> "?wait=0&wait=31&" + "a=b&".repeat(random.nextInt(500));
          case 2 -> "?" + "x".repeat(1 << random.nextInt(17));
          default -> "?%";
        };
    return new FuzzRequest(
        "query " + shortened(query),
        HttpBytes.get(SUBMIT + "/" + "cd".repeat(32) + query),
        Due.ANSWER);
  }

  private FuzzRequest method() {
    String method = json.pick(METHODS);
    String path = json.pick(List.of("/", SUBMIT, STATUS, "/nothing"));
    return new FuzzRequest(
        method + " " + path, HttpBytes.request(method, path, JSON, new byte[0]), Due.ANSWER);
  }

  private FuzzRequest contentType() {
    String type = json.pick(TYPES);
    String path = json.pick(List.of("/", SUBMIT, STATUS));
    return new FuzzRequest(
        "type \"%s\" %s".formatted(type, path), post(path, type, json.value()), Due.ANSWER);
  }

  private String ids() {
    return switch (random.nextInt(4)) {
      case 0 -> "{\"ids\":" + json.array(1 + random.nextInt(20_000)) + "}";
      case 1 -> "{\"ids\":" + json.value() + "}";
      case 2 -> "{\"ids\":[" + json.value() + "]}";
      default -> json.value();
    };
  }

  private String transactions() {
    return switch (random.nextInt(5)) {
      case 0 -> "{\"transactions\":" + json.array(1 + random.nextInt(20_000)) + "}";
      case 1 -> "{\"transactions\":[" + json.hex(2 * random.nextInt(2_000)) + "]}";
      case 2 -> "{\"transactions\":[" + json.value() + "]," + "\"x\":" + json.value() + "}";
      case 3 -> "{\"transactions\":" + json.nested(1 + random.nextInt(100_000)) + "}";
      default -> json.value();
    };
  }

  private byte[] octets() {
    byte[] body = bytes(random.nextInt(1 << random.nextInt(15)));
    if (body.length >= Long.BYTES && random.nextBoolean()) {
      // A count that is small, or one beyond all memory.
      Arrays.fill(body, 0, Long.BYTES, (byte) 0);
      body[random.nextInt(Long.BYTES)] = (byte) (1 + random.nextInt(255));
    }
    return HttpBytes.request("POST", SUBMIT, OCTETS, body);
  }

  private byte[] badText() {
    byte[] body = HttpBytes.utf8("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"????\"}");
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '?') {
        body[i] = (byte) (0x80 + random.nextInt(128));
      }
    }
    return HttpBytes.request("POST", json.pick(List.of("/", SUBMIT, STATUS)), JSON, body);
  }

  private FuzzRequest truncated() {
    byte[] whole = post(json.pick(List.of("/", SUBMIT, STATUS)), JSON, transactions());
    byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
    return new FuzzRequest("cut to " + cut.length, cut, Due.ANSWER_OR_END);
  }

  private FuzzRequest oversized() {
    byte[] body = new byte[TOO_LARGE + random.nextInt(1 << 20)];
    Arrays.fill(body, (byte) ' ');
    String path = json.pick(List.of("/", SUBMIT, STATUS));
    byte[] request =
        random.nextBoolean()
            ? HttpBytes.request("POST", path, JSON, body)
            : HttpBytes.chunked(path, JSON, Integer.toHexString(body.length), body);
    return new FuzzRequest("body of %,d bytes".formatted(body.length), request, Due.ANSWER_OR_END);
  }

  private FuzzRequest length() {
    String length =
        json.pick(List.of("-1", "x", "1e3", "99999999999999999999", "+5", "0x10", "5, 5", "5 "));
    return new FuzzRequest(
        "length \"%s\"".formatted(length),
        HttpBytes.request("POST", SUBMIT, JSON, length, HttpBytes.utf8("{}   ")),
        Due.ANSWER_OR_END);
  }

  private FuzzRequest chunks() {
    String size = json.pick(List.of("2", "-2", "zz", "ffffffffffffffff", "", "2;x=y", "1"));
    return new FuzzRequest(
        "chunk \"%s\"".formatted(size),
        HttpBytes.chunked(SUBMIT, JSON, size, HttpBytes.utf8("{}")),
        Due.ANSWER_OR_END);
  }

  private FuzzRequest headers() {
    String extra =
        switch (random.nextInt(4)) {
          case 0 -> "X: " + "y".repeat(1 << random.nextInt(17)) + "\r\n";
          case 1 -> "A: b\r\n".repeat(random.nextInt(5_000));
          case 2 -> "Expect: 100-continue\r\n";
          default -> "Upgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: !\r\n";
        };
    byte[] request = HttpBytes.utf8("GET / HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted(extra));
    return new FuzzRequest("headers " + shortened(extra.strip()), request, Due.ANSWER_OR_END);
  }

  private byte[] noise() {
    return bytes(1 + random.nextInt(1 << random.nextInt(12)));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] post(String path, String type, String body) {
    return HttpBytes.request("POST", path, type, HttpBytes.utf8(body));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
  }
}
