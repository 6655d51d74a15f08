package io.timecoin.mempool.proposal;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Paces what is fetched: a missing body shortly after the value came, because most are on their way
 * through a verifier, and then once a second until the judging is over.
 */
final class BodyFetches {
  /** What a verifier takes for a transaction that came together with the PROPOSAL. */
  static final long GRACE_MILLIS = 20;

  static final long AGAIN_MILLIS = 1_000;

  private final BodyHolders holders;
  private final Map<Hash256, Long> orderedAt = new HashMap<>();
  private List<BodyFetch> orders = new ArrayList<>();

  BodyFetches(BodyHolders holders) {
    this.holders = holders;
  }

  /** Orders what is due of these, which are being judged. */
  void order(Collection<ValueInHand> judged, long nowMillis) {
    for (ValueInHand value : judged) {
      if (value.fetchAtMillis() <= nowMillis) {
        order(value, nowMillis);
        value.fetchNotBefore(nowMillis + AGAIN_MILLIS);
      }
    }
  }

  private void order(ValueInHand value, long nowMillis) {
    orderedAt.values().removeIf(at -> at + AGAIN_MILLIS <= nowMillis);
    // Another value that is being judged may lack the same.
    List<Hash256> due =
        value.missing().stream().filter(wtxid -> !orderedAt.containsKey(wtxid)).toList();
    if (!due.isEmpty()) {
      due.forEach(wtxid -> orderedAt.put(wtxid, nowMillis));
      orders.add(new BodyFetch(due, holders.of(value.digest())));
    }
  }

  /** The orders since the last call. */
  List<BodyFetch> drain() {
    List<BodyFetch> drained = orders;
    orders = new ArrayList<>();
    return drained;
  }

  void clear() {
    orderedAt.clear();
    orders = new ArrayList<>();
  }
}
