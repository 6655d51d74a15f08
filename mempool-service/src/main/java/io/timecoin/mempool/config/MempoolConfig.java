package io.timecoin.mempool.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pool's limits that an operator may choose (PROTOCOL §5.2). */
@ConfigMapping(prefix = "timecoin.mempool")
public interface MempoolConfig {
  /** Most transactions in the pool. */
  @WithDefault("100000")
  int maxTransactions();

  /**
   * Most canonical bytes in the pool. In memory a transaction takes three to five times its size:
   * lower it where the heap is small.
   */
  @WithDefault("314572800")
  long maxBytes();

  /** How long a transaction may stay without becoming final. */
  @WithDefault("2h")
  Duration expiry();

  /** Final spends remembered, so that INPUT_SPENT is answered without asking the ledger. */
  @WithDefault("100000")
  int rememberedSpends();

  /** Questions to the ledger at a time; what does not fit waits as an orphan. */
  @WithDefault("64")
  int ledgerQuestions();
}
