package io.timecoin.ledger.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import java.time.Duration;

/** The ledger's own settings. */
@ConfigMapping(prefix = "timecoin.ledger")
public interface LedgerConfig {
  /** Whether this instance takes part in the lease and writes when it holds it. */
  @WithDefault("true")
  boolean writer();

  /** Whether this instance takes part in publishing chain.blocks, .transactions and .addresses. */
  @WithDefault("true")
  boolean publisher();

  /** Payments per database transaction while catching up; a single microblock may have more. */
  @WithDefault("5000")
  @Bounds(least = 1, most = 1_000_000)
  int batchPayments();

  /** How long a statement or a database transaction may take before it counts as failed. */
  @WithDefault("30s")
  @Bounds(least = 10, most = 3_600_000)
  Duration databaseDeadline();

  /** Pause before a database that did not answer is asked again. */
  @WithDefault("500ms")
  @Bounds(least = 1, most = 3_600_000)
  Duration databaseRetry();

  Retention retention();

  Audit audit();

  /** Deleting from chain.microblocks what the ledger holds. */
  interface Retention {
    /** Applied and published microblocks are kept this long in chain.microblocks. */
    @WithDefault("7d")
    @Bounds(least = 0, most = 31_536_000_000L)
    Duration age();

    /** This many offsets at its end always stay: gateways begin with the last 1,000. */
    @WithDefault("2000")
    @Bounds(least = 0, most = 1_000_000_000)
    long atLeast();

    /** How often is looked for what may go. */
    @WithDefault("10m")
    @Bounds(least = 10, most = 86_400_000L)
    Duration pace();
  }

  /** Comparing the state commitment with one recomputed from the rows (PROTOCOL §7.4). */
  interface Audit {
    /** At start and then every so many blocks; 0 turns the audit off. */
    @WithDefault("10")
    @Bounds(least = 0, most = 1_000_000_000)
    long everyBlocks();

    /** A larger UTXO set is not audited by itself; about 10 µs per output. */
    @WithDefault("2000000")
    @Bounds(least = 0, most = 10_000_000_000L)
    long atMostUtxos();
  }
}
