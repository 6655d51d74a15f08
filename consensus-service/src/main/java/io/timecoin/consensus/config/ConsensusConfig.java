package io.timecoin.consensus.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What the consensus service alone is told. */
@ConfigMapping(prefix = "timecoin.consensus")
public interface ConsensusConfig {
  /** File with the 64 hexadecimal digits of the consensus key's seed; without it, follows only. */
  Optional<Path> keyFile();

  /**
   * The one-time permission to begin with an empty vote log and an empty ledger; whoever creates
   * the key gives it and takes it away afterwards (PROTOCOL §6.7).
   */
  @WithDefault("false")
  boolean firstStart();

  /**
   * A person's decision after a lost log: signs again from this sequence on. It must be one that
   * this key has certainly signed nothing for.
   */
  @Bounds(least = 1, most = Long.MAX_VALUE)
  OptionalLong signFrom();

  /** Base of a round's timeout (PROTOCOL §6.6). */
  @WithDefault("1s")
  @Bounds(least = 10, most = 600_000)
  Duration roundBase();

  /** How often the ledger is asked where it stands, which bounds the vote log. */
  @WithDefault("2s")
  @Bounds(least = 10, most = 600_000)
  Duration ledgerPoll();

  /** Records by which the vote log may grow before what the ledger holds is deleted from it. */
  @WithDefault("5000")
  @Bounds(least = 1, most = 1_000_000_000)
  int logRecordsKept();
}
