package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisMember;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ordered set of members with voting weight that decides a range of sequences (PROTOCOL §6.4).
 * Members stand in key order; a member's place there is its bit in a certificate. Immutable; two
 * committees are equal if their members are.
 *
 * <p>A Free member beside others has no voting weight, so it is none of the committee: it has no
 * bit in a certificate, is no part of the hash, leads no round and has no share of a block.
 */
public final class Committee {
  private static final byte[] HASH_TAG = "TIMECOIN-COMMITTEE-1".getBytes(StandardCharsets.US_ASCII);

  private final List<Member> members;
  private final Map<PublicKey, Integer> places;
  private final long totalWeight;
  private final Hash256 hash;

  private Committee(List<Member> members) {
    this.members = members;
    this.places = HashMap.newHashMap(members.size());
    for (int place = 0; place < members.size(); place++) {
      if (places.put(members.get(place).key(), place) != null) {
        throw new IllegalArgumentException("two members have the key " + members.get(place).key());
      }
    }
    this.totalWeight = members.stream().mapToLong(Member::weight).sum();
    this.hash = hashOf(members);
  }

  /**
   * The committee of these members, given in any order.
   *
   * @throws IllegalArgumentException if there is none, or two have one key
   */
  public static Committee of(List<Member> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a committee has at least one member");
    }
    return new Committee(members.stream().sorted(Comparator.comparing(Member::key)).toList());
  }

  /**
   * The committee that a genesis document names: its members with voting weight, or all of them
   * with weight 1 if every one is Free (PROTOCOL §6.4).
   */
  public static Committee ofGenesis(GenesisDocument genesis) {
    boolean allFree = genesis.members().stream().allMatch(member -> member.tier() == Tier.FREE);
    return of(
        genesis.members().stream()
            .filter(member -> allFree || member.tier().votingWeight() > 0)
            .map(member -> votingMember(member, genesis, allFree))
            .toList());
  }

  private static Member votingMember(
      GenesisMember member, GenesisDocument genesis, boolean allFree) {
    return new Member(
        member.consensusKey(),
        member.tier(),
        allFree ? 1 : member.tier().votingWeight(),
        member.ownerAddress(genesis.network()),
        member.rewardAddress(genesis.network()),
        member.endpoint());
  }

  /** In key order. */
  public List<Member> members() {
    return members;
  }

  public int size() {
    return members.size();
  }

  /** At least 1. */
  public long totalWeight() {
    return totalWeight;
  }

  /** The hash of PROTOCOL §7.5. */
  public Hash256 hash() {
    return hash;
  }

  public boolean contains(PublicKey key) {
    return places.containsKey(key);
  }

  /** The member's place in key order; empty for a stranger. */
  public OptionalInt indexOf(PublicKey key) {
    Integer place = places.get(key);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The member's votes; 0 for a stranger. */
  public int weightOf(PublicKey key) {
    Integer place = places.get(key);
    return place == null ? 0 : members.get(place).weight();
  }

  /** Whether voters of this weight are more than two thirds of the whole committee. */
  public boolean isQuorum(long weight) {
    return weight * 3 > totalWeight * 2;
  }

  /** Whether members of this weight are more than a third of the whole committee. */
  public boolean moreThanThird(long weight) {
    return weight * 3 > totalWeight;
  }

  /**
   * The leader of a round (PROTOCOL §6.5).
   *
   * @param round 0..2^31-1; rounds beyond the number of members begin again
   */
  public PublicKey leader(long sequence, int round) {
    int draws = Math.floorMod(round, members.size());
    var draw = new LeaderDraw(this, sequence);
    for (int i = 0; i < draws; i++) {
      draw.next();
    }
    return draw.next().key();
  }

  /** The leaders of rounds 0 to size − 1 of a sequence. */
  public List<PublicKey> leaders(long sequence) {
    var draw = new LeaderDraw(this, sequence);
    return members.stream().map(_ -> draw.next().key()).toList();
  }

  private static Hash256 hashOf(List<Member> members) {
    var writer = new CanonicalWriter().fixed(HASH_TAG);
    members.forEach(member -> writer.value(member.key()).u32(member.weight()));
    return Sha256.hash(writer.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Committee that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Committee[" + members.size() + " members, weight " + totalWeight + ", " + hash + "]";
  }
}
