package io.timecoin.e2e;

import io.timecoin.protocol.block.CertifiedMicroblock;
import java.time.Duration;
import java.time.Instant;

/** How long nothing became final. */
final class Stall {
  private Stall() {}

  /** The longest time without a new microblock between two moments. */
  static Duration longest(ChainStream stream, Instant from, Instant until) {
    long last = from.toEpochMilli();
    long longest = 0;
    for (CertifiedMicroblock microblock : stream.microblocks()) {
      long at = Math.min(microblock.header().timeMillis(), until.toEpochMilli());
      if (at > last) {
        longest = Math.max(longest, at - last);
        last = at;
      }
    }
    return Duration.ofMillis(longest);
  }
}
