package io.timecoin.kit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What every service of a masternode is told: who it is, its network, its broker, its neighbours.
 */
@ConfigMapping(prefix = "timecoin")
public interface NodeConfig {
  /** The base of a service's internal reads. */
  String HTTP = "https?://[^\\s/]+/?";

  /**
   * Stable name of this instance: the same after a restart, unique among the instances of one
   * service. It is the identity in leases, metrics and batches. The host's name unless given.
   */
  @Form(
      pattern = "[A-Za-z0-9._-]{1,100}",
      is = "1 to 100 letters, digits, dots, dashes or underscores")
  String instance();

  /** The genesis document: one line of hexadecimal digits (PROTOCOL §1.3). */
  Optional<Path> genesisFile();

  Kafka kafka();

  /** Bases of the mempool's internal reads, one for each instance. */
  @Form(pattern = HTTP, is = "http://host:port, or several with commas between")
  Optional<List<URI>> mempoolUrls();

  /** Bases of the ledger's internal reads, one for each instance. */
  @Form(pattern = HTTP, is = "http://host:port, or several with commas between")
  Optional<List<URI>> ledgerUrls();

  /** Bases of the consensus service's internal reads, one for each instance. */
  @Form(pattern = HTTP, is = "http://host:port, or several with commas between")
  Optional<List<URI>> consensusUrls();

  /** How long an internal read may take before it counts as unavailable. */
  @WithDefault("2s")
  @Bounds(least = 10, most = 60_000)
  Duration internalDeadline();

  /** How long work in progress may take to finish at SIGTERM, before clients are closed. */
  @WithDefault("6s")
  @Bounds(least = 0, most = 60_000)
  Duration drainDeadline();

  /** The operator's Kafka cluster. */
  interface Kafka {
    /** host:port list of the brokers. */
    @Form(
        pattern = "[^\\s:,/]+:\\d{1,5}(,[^\\s:,/]+:\\d{1,5})*",
        is = "host:port, or several with commas between")
    String bootstrapServers();

    /**
     * Goes before every topic, group, transactional id and client id, so that two nodes on one
     * cluster share no name.
     */
    @Form(
        pattern = "[A-Za-z0-9._-]{1,100}",
        is = "1 to 100 letters, digits, dots, dashes or underscores")
    String prefix();

    /** Replicas of a topic that this node creates. */
    @WithDefault("1")
    @Bounds(least = 1, most = 15)
    int replication();

    /** Refuses topics that could lose acknowledged records with one broker. */
    @WithDefault("false")
    boolean production();

    /** Whether missing topics are created or only reported. */
    @WithDefault("create")
    TopicPreparation topics();
  }
}
