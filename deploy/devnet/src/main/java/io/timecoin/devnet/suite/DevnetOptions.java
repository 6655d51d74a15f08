package io.timecoin.devnet.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} was asked for.
 *
 * @param blockInterval empty for the existing devnet's, or 20 s (PROTOCOL §1.2)
 * @param sources the project's root, with the built services
 * @param environment variables set for every process of a service besides this process's own
 */
public record DevnetOptions(
    DevnetFolder folder,
    Replicas replicas,
    Optional<Duration> blockInterval,
    Path sources,
    Map<ServiceKind, Map<String, String>> environment) {
  /** PROTOCOL §1.2. */
  public static final Duration DEFAULT_BLOCK_INTERVAL = Duration.ofSeconds(20);

  public DevnetOptions {
    environment = Map.copyOf(environment);
  }

  /** Services that have this process's environment. */
  public DevnetOptions(
      DevnetFolder folder, Replicas replicas, Optional<Duration> blockInterval, Path sources) {
    this(folder, replicas, blockInterval, sources, Map.of());
  }
}
