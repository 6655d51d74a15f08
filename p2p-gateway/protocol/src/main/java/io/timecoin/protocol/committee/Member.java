package io.timecoin.protocol.committee;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.PublicKey;

/**
 * One voting member of a committee.
 *
 * @param key its consensus key, which is its identity (PROTOCOL §8)
 * @param weight its votes, at least 1: the tier's, or 1 in an all-Free committee (PROTOCOL §6.4)
 * @param owner whose collateral it stands on
 * @param reward where its share of each block goes
 * @param endpoint where its gateway listens, as host:port; a hint, never an identity
 */
public record Member(
    PublicKey key, Tier tier, int weight, Address owner, Address reward, String endpoint) {

  public Member {
    if (weight < 1) {
      throw new IllegalArgumentException("a member's weight is at least 1, not " + weight);
    }
  }
}
