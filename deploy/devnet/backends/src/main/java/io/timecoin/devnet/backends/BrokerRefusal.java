package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a broker's last words mean to a person, where its own are a stack trace. */
final class BrokerRefusal {
  /**
   * How Kafka 4.2.1 refuses what 4.3.1 has written: a cluster that has run, and one that was only
   * formatted.
   */
  private static final List<String> WRITTEN_BY_A_NEWER_ONE =
      List.of(
          "UnsupportedVersionException: Can't read version ",
          ", but this controller only supports versions ");

  private BrokerRefusal() {}

  /** One sentence with what to do; empty where the words have to speak for themselves. */
  static Optional<String> of(Path data, List<String> lastWords) {
    boolean newer =
        lastWords.stream()
            .anyMatch(line -> WRITTEN_BY_A_NEWER_ONE.stream().anyMatch(line::contains));
    return newer
        ? Optional.of(
            ("Kafka cannot read %s: a newer Kafka has written it, as earlier builds of TimeCoin"
                 + " came with (4.3.1); `up --fresh` makes the devnet anew, its chain and keys are"
                 + " lost")
                .formatted(data))
        : Optional.empty();
  }
}
