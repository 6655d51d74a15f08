package io.timecoin.gateway.relay;

import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.p2p.v1.Proposal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Header and list of the newest proposals by digest, so that who lacks one need not wait. */
public final class RecentProposals {
  /** At most some 320 KiB each. */
  static final int CAPACITY = 16;

  private final Map<Hash256, Proposal> byDigest = new LinkedHashMap<>();

  /** Keeps a proposal; anything else has nothing to keep. */
  synchronized void add(MemberMessage message) {
    if (message.type() != VoteType.PROPOSAL) {
      return;
    }
    var proto = message.proto();
    var digest = Hash256.of(proto.getDigest().toByteArray());
    byDigest.remove(digest);
    byDigest.put(
        digest,
        Proposal.newBuilder()
            .setHeader(proto.getHeader())
            .addAllWtxids(proto.getWtxidsList())
            .build());
    if (byDigest.size() > CAPACITY) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
  }

  synchronized Optional<Proposal> find(Hash256 digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }
}
