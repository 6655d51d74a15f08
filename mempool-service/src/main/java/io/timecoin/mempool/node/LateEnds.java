package io.timecoin.mempool.node;

import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest ends in the journal. Its writer journals first and tells then: had it died in between,
 * nobody would hear of them, so whoever takes over tells them again.
 */
final class LateEnds {
  /** As many as one microblock can cause. */
  private static final int MOST = Limits.MAX_MICROBLOCK_TRANSACTIONS;

  private final Map<Hash256, StatusNotice> byTxid = new LinkedHashMap<>();

  void note(Hash256 txid, StatusNotice notice) {
    byTxid.remove(txid);
    byTxid.put(txid, notice);
    if (byTxid.size() > MOST) {
      byTxid.remove(byTxid.keySet().iterator().next());
    }
  }

  /** It has come back, or is final. */
  void revoke(Hash256 txid) {
    byTxid.remove(txid);
  }

  /** All of them, oldest first; then none. */
  List<StatusNotice> drain() {
    List<StatusNotice> ends = List.copyOf(byTxid.values());
    byTxid.clear();
    return ends;
  }

  void clear() {
    byTxid.clear();
  }
}
