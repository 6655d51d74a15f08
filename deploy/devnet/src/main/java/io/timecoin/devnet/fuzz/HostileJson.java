package io.timecoin.devnet.fuzz;

import java.util.List;
import java.util.Random;

/** JSON values that no honest client sends; some are no JSON at all. */
final class HostileJson {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1",
          "0.00000001",
          "0.000000001",
          "1.5",
          "-0.5",
          "1e3",
          "1e400",
          "-1e400",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "18446744073709551616",
          "2147483648",
          "1e-400",
          "00",
          "0x10",
          "NaN",
          "Infinity",
          "+1",
          "9".repeat(64),
          "9".repeat(5_000),
          "0." + "0".repeat(5_000) + "1");

  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"' OR 1=1 --\"",
          "\"../../../../etc/passwd\"",
          "\"%00\"",
          "\"${jndi:ldap://127.0.0.1/x}\"",
          "\"getblock\"",
          "\"TIME0\"",
          "\"\\x\"",
          "\"unfinished",
          "'single'",
          "\"tab\there\"");

  private static final List<String> WORDS =
      List.of("true", "false", "null", "undefined", "TRUE", "{}", "[]", "{\"a\":1,\"a\":2}", "");

  private final Random random;

  HostileJson(Random random) {
    this.random = random;
  }

  /** Any value. */
  String value() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> pick(NUMBERS);
      case 3, 4 -> pick(TEXTS);
      case 5 -> pick(WORDS);
      case 6 -> hex(random.nextInt(200));
      case 7 -> hex(64);
      case 8 -> nested(1 + random.nextInt(200));
      case 9 -> array(1 + random.nextInt(50));
      case 10 -> "\"" + "x".repeat(1 << random.nextInt(17)) + "\"";
      default ->
          "{\"" + pick(List.of("", "id", "minimumAmount", "__proto__")) + "\":" + number() + "}";
    };
  }

  String number() {
    return pick(NUMBERS);
  }

  /** Hexadecimal digits in quotes, an odd number of them too. */
  String hex(int digits) {
    var text = new StringBuilder("\"");
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.append('"').toString();
  }

  /** Arrays or objects within each other. */
  String nested(int depth) {
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  /** An array of that many values. */
  String array(int size) {
    String entry = random.nextBoolean() ? pick(NUMBERS) : hex(64);
    return "[" + (entry + ",").repeat(size - 1) + entry + "]";
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
