package io.timecoin.mempool.status;

import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;

/**
 * Where a transaction came from, and when it passed the services before this one.
 *
 * @param sentAtMillis when the gateway sent it, Unix milliseconds; 0 where unknown
 * @param verifiedAtMillis when its verdict was there; 0 where unknown
 */
public record Provenance(Origin origin, long sentAtMillis, long verifiedAtMillis) {
  /** Part of a microblock whose submitter is not known. */
  public static final Provenance UNKNOWN = new Provenance(Origin.getDefaultInstance(), 0, 0);

  /** Synced transactions do not enter the pool. */
  public boolean synced() {
    return origin.getKind() == OriginKind.ORIGIN_KIND_SYNC;
  }
}
