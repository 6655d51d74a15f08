package io.timecoin.devnet.control;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.link.LinkCondition;
import io.timecoin.devnet.link.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** What a running devnet can be told to do; as text the words of the launcher's command. */
public sealed interface Order {
  /** Cuts masternodes off from each other. */
  record Cut(Partition partition) implements Order {}

  /** Mends every link. */
  record Heal() implements Order {}

  /** Delays every link. */
  record Delay(Duration delay) implements Order {}

  /**
   * Kills a masternode's processes, as kill -9 does.
   *
   * @param service a service's or process's name; empty for all
   */
  record Kill(int masternode, String service) implements Order {}

  /**
   * Starts what is not running and waits until it is ready.
   *
   * @param service a service's or process's name; empty for all
   */
  record Start(int masternode, String service) implements Order {}

  /** Cuts or mends one link. */
  record LinkUp(int one, int other, boolean up) implements Order {}

  /** Bounds one link, each way; 0 for no bound. */
  record LinkRate(int one, int other, long bytesPerSecond) implements Order {}

  /**
   * Reads an order.
   *
   * @throws LauncherFailure with a sentence when it is none
   */
  static Order parse(List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "partition" -> new Cut(Partition.parse(only("partition 1,2/3,4", rest)));
      case "heal" -> {
        require(rest.isEmpty(), "heal");
        yield new Heal();
      }
      case "delay" -> new Delay(delay(only("delay 25ms", rest)));
      case "kill" -> {
        require(rest.size() == 1 || rest.size() == 2, "kill 3 [SERVICE]");
        yield new Kill(number(rest.getFirst()), rest.size() == 2 ? rest.get(1) : "");
      }
      case "start" -> {
        require(rest.size() == 1 || rest.size() == 2, "start 3 [SERVICE]");
        yield new Start(number(rest.getFirst()), rest.size() == 2 ? rest.get(1) : "");
      }
      case "link" -> link(rest);
      default -> throw new LauncherFailure("no order \"" + verb + "\"");
    };
  }

  private static Order link(List<String> words) {
    require(words.size() == 2, "link 1-2 down|up|RATE");
    Matcher pair = Words.PAIR.matcher(words.getFirst());
    require(pair.matches(), "link 1-2 down|up|RATE");
    int one = number(pair.group(1));
    int other = number(pair.group(2));
    return switch (words.get(1)) {
      case "up" -> new LinkUp(one, other, true);
      case "down" -> new LinkUp(one, other, false);
      default -> new LinkRate(one, other, rate(words.get(1)));
    };
  }

  /**
   * A time such as 25ms, 1s or 0.
   *
   * @throws LauncherFailure when it is none, or above {@link LinkCondition#MAXIMUM_DELAY}
   */
  static Duration delay(String text) {
    Matcher matcher = Words.TIME.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration delay =
          "s".equals(matcher.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (delay.compareTo(LinkCondition.MAXIMUM_DELAY) <= 0) {
        return delay;
      }
    }
    throw new LauncherFailure(
        "a delay is a time such as 25ms, at most %d s, not \"%s\""
            .formatted(LinkCondition.MAXIMUM_DELAY.toSeconds(), text));
  }

  /** A rate such as 1kB/s, 500B/s or 2MB/s; "full" is 0, no bound. */
  private static long rate(String text) {
    if (text.equals("full")) {
      return 0;
    }
    Matcher matcher = Words.RATE.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new LauncherFailure(
          "a link is up, down, full, or has a rate such as 1kB/s; not \"" + text + "\"");
    }
    long unit =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "" -> 1;
          case "k" -> 1_000;
          default -> 1_000_000;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }

  private static int number(String text) {
    require(text.matches("[1-9]\\d?"), "a masternode's number, from 1 on");
    return Integer.parseInt(text);
  }

  private static String only(String usage, List<String> words) {
    require(words.size() == 1, usage);
    return words.getFirst();
  }

  private static void require(boolean holds, String usage) {
    if (!holds) {
      throw new LauncherFailure("expected: " + usage);
    }
  }
}
