package io.timecoin.consensus.core;

import io.timecoin.protocol.crypto.Hash256;
import java.util.Optional;

/**
 * What this node waits for an answer to; asked again once a second.
 *
 * @param verdict the value that mempool is to judge
 * @param fetch the value whose header and list another member is to send
 * @param waited whether a second has passed: then mempool is asked for a value that it should have
 *     judged unasked
 */
record Asked(Optional<Hash256> verdict, Optional<Hash256> fetch, boolean waited) {
  static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty(), false);

  Asked afterFirstWait() {
    return new Asked(verdict, fetch, true);
  }
}
