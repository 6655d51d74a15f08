package io.timecoin.mempool.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import java.time.Duration;

/** The pool's limits that an operator may choose (PROTOCOL §5.2). */
@ConfigMapping(prefix = "timecoin.mempool")
public interface MempoolConfig {
  /** Most transactions in the pool. */
  @WithDefault("100000")
  @Bounds(least = 1, most = 10_000_000)
  int maxTransactions();

  /**
   * Most canonical bytes in the pool. In memory a transaction takes three to five times its size:
   * lower it where the heap is small.
   */
  @WithDefault("314572800")
  @Bounds(least = 100_000, most = 100_000_000_000L)
  long maxBytes();

  /** How long a transaction may stay without becoming final. */
  @WithDefault("2h")
  @Bounds(least = 1_000, most = 10_800_000)
  Duration expiry();

  /**
   * While payments keep coming, a draft is made at the earliest so long after the microblock before
   * it was proposed; after a quiet time, and when a seal is due, at once. A microblock costs
   * something apart from its payments: longer carries more payments a second, shorter makes each
   * one final sooner where processor time is left. Well below the second after which members go to
   * the next leader (PROTOCOL §6.6).
   */
  @WithDefault("150ms")
  @Bounds(least = 0, most = 500)
  Duration draftInterval();

  /** Final spends remembered, so that INPUT_SPENT is answered without asking the ledger. */
  @WithDefault("100000")
  @Bounds(least = 0, most = 100_000_000)
  int rememberedSpends();

  /**
   * Whether what is admitted is handed to the gateways for their peers (PROTOCOL §9). A masternode
   * without peers saves the bytes.
   */
  @WithDefault("true")
  boolean relay();

  /** Questions to the ledger at a time; more wait their turn. */
  @WithDefault("64")
  @Bounds(least = 1, most = 10_000)
  int ledgerQuestions();
}
