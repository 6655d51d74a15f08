package io.timecoin.mempool.pool;

import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.List;

/** What the rules of admission say about a newcomer. */
public sealed interface Admission {

  /**
   * It may come in.
   *
   * @param fee satoshi
   * @param displaced what must leave for it
   */
  record Allowed(long fee, Displaced displaced) implements Admission {}

  /**
   * What an eviction takes.
   *
   * @param entries each with all its descendants, children before their parents
   * @param perKilobyte the best rate lost, satoshi per 1,000 bytes; 0 when nothing is lost
   */
  record Displaced(List<PoolEntry> entries, long perKilobyte) {
    static final Displaced NOTHING = new Displaced(List.of(), 0);
  }

  /**
   * It must wait for an output that nobody here knows (PROTOCOL §5.4).
   *
   * @param missing the outpoints that are unknown
   */
  record Orphaned(Refusal reason, List<OutPoint> missing) implements Admission {}

  /**
   * It may not.
   *
   * @param keepAside whether another node may well propose it, so that its bytes are kept
   */
  record Denied(Refusal refusal, boolean keepAside) implements Admission {}
}
