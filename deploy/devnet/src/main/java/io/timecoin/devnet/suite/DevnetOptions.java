package io.timecoin.devnet.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} was asked for.
 *
 * @param replicas of each masternode
 * @param blockInterval empty for the existing devnet's, or 20 s (PROTOCOL §1.2)
 * @param sources the project's root, with the built services
 * @param environment variables set for every process of a service besides this process's own
 * @param masternodes empty for the existing devnet's number, or one
 * @param linkDelay that every byte between two masternodes takes, each way
 */
public record DevnetOptions(
    DevnetFolder folder,
    Replicas replicas,
    Optional<Duration> blockInterval,
    Path sources,
    Map<ServiceKind, Map<String, String>> environment,
    Optional<Integer> masternodes,
    Duration linkDelay) {
  /** PROTOCOL §1.2. */
  public static final Duration DEFAULT_BLOCK_INTERVAL = Duration.ofSeconds(20);

  public DevnetOptions {
    environment = Map.copyOf(environment);
  }

  /** Services that have this process's environment; links without delay. */
  public DevnetOptions(
      DevnetFolder folder, Replicas replicas, Optional<Duration> blockInterval, Path sources) {
    this(folder, replicas, blockInterval, sources, Map.of(), Optional.empty(), Duration.ZERO);
  }

  public DevnetOptions withEnvironment(Map<ServiceKind, Map<String, String>> variables) {
    return new DevnetOptions(
        folder, replicas, blockInterval, sources, variables, masternodes, linkDelay);
  }

  public DevnetOptions withMasternodes(Optional<Integer> number) {
    return new DevnetOptions(
        folder, replicas, blockInterval, sources, environment, number, linkDelay);
  }

  public DevnetOptions withLinkDelay(Duration delay) {
    return new DevnetOptions(
        folder, replicas, blockInterval, sources, environment, masternodes, delay);
  }
}
