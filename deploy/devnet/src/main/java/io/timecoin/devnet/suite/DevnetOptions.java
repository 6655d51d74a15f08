package io.timecoin.devnet.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code up} was asked for.
 *
 * @param blockInterval empty for the existing devnet's, or 20 s (PROTOCOL §1.2)
 * @param sources the project's root, with the built services
 */
public record DevnetOptions(
    DevnetFolder folder, Replicas replicas, Optional<Duration> blockInterval, Path sources) {
  /** PROTOCOL §1.2. */
  public static final Duration DEFAULT_BLOCK_INTERVAL = Duration.ofSeconds(20);
}
