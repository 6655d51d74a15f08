package io.timecoin.devnet.link;

import io.timecoin.devnet.LauncherFailure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups of masternodes; nothing crosses from one to another.
 *
 * @param groups of numbers from 1 on, no number twice
 */
public record Partition(List<Set<Integer>> groups) {
  public Partition {
    groups = groups.stream().map(Set::copyOf).toList();
  }

  /**
   * Reads such as {@code 1,2/3,4}.
   *
   * @throws LauncherFailure unless there are two groups or more and no number is twice
   */
  public static Partition parse(String text) {
    if (!text.matches("\\d{1,2}(,\\d{1,2})*(/\\d{1,2}(,\\d{1,2})*)+")) {
      throw new LauncherFailure(
          "a partition is groups of masternodes such as 1,2/3,4, not \"" + text + "\"");
    }
    var all = new HashSet<Integer>();
    List<Set<Integer>> groups =
        Arrays.stream(text.split("/", -1)).map(group -> numbers(group, all)).toList();
    return new Partition(groups);
  }

  private static Set<Integer> numbers(String group, Set<Integer> all) {
    var numbers = new HashSet<Integer>();
    for (String word : group.split(",", -1)) {
      int number = Integer.parseInt(word);
      if (!all.add(number)) {
        throw new LauncherFailure("masternode " + number + " is named twice");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /**
   * Refuses to leave anybody out: where would that one be?
   *
   * @throws LauncherFailure unless each of this many masternodes is in a group
   */
  public void requireOf(int masternodes) {
    for (int number = 1; number <= masternodes; number++) {
      if (groupOf(number) < 0) {
        throw new LauncherFailure("masternode " + number + " is in no group");
      }
    }
    groups.stream()
        .flatMap(Set::stream)
        .filter(number -> number < 1 || number > masternodes)
        .findFirst()
        .ifPresent(
            number -> {
              throw new LauncherFailure(
                  "there is no masternode %d: they are 1 to %d".formatted(number, masternodes));
            });
  }

  boolean separates(int one, int other) {
    return groupOf(one) != groupOf(other);
  }

  private int groupOf(int number) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).contains(number)) {
        return i;
      }
    }
    return -1;
  }
}
