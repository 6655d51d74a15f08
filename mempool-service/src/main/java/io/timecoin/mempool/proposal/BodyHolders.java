package io.timecoin.mempool.proposal;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which peers should have the bodies of a value: those that brought its PROPOSAL, then those that
 * sent PREPARE for it (PROTOCOL §6.3). Bounded; what is forgotten is asked of any peer.
 */
final class BodyHolders {
  /** Digests; with them several rounds of some sequences. */
  private static final int DIGESTS = 64;

  /** Peers of one digest: more than a fetch asks. */
  private static final int PEERS = 8;

  private final Map<Hash256, Set<PublicKey>> byDigest = new LinkedHashMap<>();

  void add(Hash256 digest, PublicKey peer) {
    Set<PublicKey> peers = byDigest.computeIfAbsent(digest, _ -> new LinkedHashSet<>());
    if (peers.size() < PEERS) {
      peers.add(peer);
    }
    if (byDigest.size() > DIGESTS) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
  }

  List<PublicKey> of(Hash256 digest) {
    return List.copyOf(byDigest.getOrDefault(digest, Set.of()));
  }

  void clear() {
    byDigest.clear();
  }
}
