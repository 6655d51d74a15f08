package io.timecoin.gateway.intake;

import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import java.util.Optional;

/**
 * Where transactions come from; those of one batch come from one.
 *
 * @param peer node key of the peer that brought them
 */
public record Source(OriginKind kind, Optional<PublicKey> peer) {
  /** Handed in through this gateway's own interfaces. */
  public static final Source CLIENT = new Source(OriginKind.ORIGIN_KIND_CLIENT, Optional.empty());

  /** Relayed by a peer. */
  public static Source relayedBy(PublicKey nodeKey) {
    return new Source(OriginKind.ORIGIN_KIND_PEER, Optional.of(nodeKey));
  }

  /** Part of a final microblock that a peer served: no pool limits, and never relayed. */
  public static Source syncedFrom(PublicKey nodeKey) {
    return new Source(OriginKind.ORIGIN_KIND_SYNC, Optional.of(nodeKey));
  }
}
