package io.timecoin.consensus.core;

import io.timecoin.consensus.core.value.KnownValue;

/** How this node stands with mempool about a draft for the sequence. */
sealed interface DraftStatus {
  record NotAsked() implements DraftStatus {}

  record Asked(int round, boolean sealDue) implements DraftStatus {}

  /** The answer made no microblock; asked again shortly. */
  record Unusable() implements DraftStatus {}

  /** Valid, its seal included: a draft counts as the verdict on its own value. */
  record Answered(int round, KnownValue value) implements DraftStatus {}
}
