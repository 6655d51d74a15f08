package io.timecoin.mempool.pool;

import io.timecoin.protocol.crypto.Hash256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger was asked about orphans and has not answered: asked again from time to time, so
 * that a ledger that was away does not let an orphan end whose input it knows to be spent.
 */
final class OpenQuestions {
  static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private record Asked(long atMillis, boolean told) {}

  private final Map<Hash256, Asked> byWtxid = new LinkedHashMap<>();

  /** The ledger is asked now. */
  void asked(Hash256 wtxid, long nowMillis) {
    Asked earlier = byWtxid.remove(wtxid);
    // Put in anew: the oldest stands first.
    byWtxid.put(wtxid, new Asked(nowMillis, earlier != null && earlier.told()));
  }

  /** It has answered, or there is nothing to ask about any more. */
  void close(Hash256 wtxid) {
    byWtxid.remove(wtxid);
  }

  /** True once for each open question: that its orphan waits is told once, unanswered as it is. */
  boolean firstUnanswered(Hash256 wtxid) {
    Asked asked = byWtxid.get(wtxid);
    if (asked == null || asked.told()) {
      return false;
    }
    // Its place stays.
    byWtxid.put(wtxid, new Asked(asked.atMillis(), true));
    return true;
  }

  /** Those to ask again. */
  List<Hash256> due(long nowMillis) {
    return byWtxid.entrySet().stream()
        .takeWhile(each -> each.getValue().atMillis() + AGAIN_AFTER.toMillis() <= nowMillis)
        .map(Map.Entry::getKey)
        .toList();
  }

  void clear() {
    byWtxid.clear();
  }
}
