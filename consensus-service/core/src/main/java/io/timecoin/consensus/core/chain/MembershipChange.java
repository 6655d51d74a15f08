package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.PublicKey;

/** A registration or deregistration that has become final (PROTOCOL §8). */
public sealed interface MembershipChange {
  PublicKey key();

  /** A registration. */
  record Enters(Member member) implements MembershipChange {
    @Override
    public PublicKey key() {
      return member.key();
    }
  }

  /** Its collateral was spent. */
  record Leaves(PublicKey key) implements MembershipChange {}
}
