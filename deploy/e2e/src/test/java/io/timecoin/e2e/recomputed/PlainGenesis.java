package io.timecoin.e2e.recomputed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A genesis document (PROTOCOL §1.3), its members in key order. */
public record PlainGenesis(
    long time, long interval, long baseReward, PlainTransaction coinbase, List<Member> members) {
  private static final Map<Integer, Long> VOTING_WEIGHT = Map.of(0, 0L, 1, 1L, 2, 10L, 3, 100L);
  private static final Map<Integer, Long> REWARD_WEIGHT =
      Map.of(0, 100L, 1, 1_000L, 2, 10_000L, 3, 100_000L);

  /**
   * A member.
   *
   * @param key consensus key in hex
   * @param reward address text in hex: the script of its output
   */
  record Member(int tier, String key, String reward) {
    long votingWeight() {
      return VOTING_WEIGHT.get(tier);
    }

    long rewardWeight() {
      return REWARD_WEIGHT.get(tier);
    }
  }

  /** Parses the text of a genesis file. */
  public static PlainGenesis parse(String hexLine) {
    var in = new PlainBytes(Plain.bytes(hexLine.strip()));
    byte[] unusedName = in.counted();
    long time = in.u64();
    long interval = in.u32();
    long baseReward = in.u64();
    PlainTransaction coinbase = PlainTransaction.read(in);
    var members = new ArrayList<Member>();
    long count = in.u64();
    for (long i = 0; i < count; i++) {
      int tier = in.u8();
      String key = Plain.hex(in.fixed(32));
      byte[] unusedOwner = in.counted();
      String reward = Plain.hex(in.counted());
      byte[] unusedEndpoint = in.counted();
      members.add(new Member(tier, key, reward));
    }
    if (!in.atEnd()) {
      throw new AssertionError("bytes follow the genesis document");
    }
    members.sort(Comparator.comparing(Member::key));
    return new PlainGenesis(time, interval, baseReward, coinbase, List.copyOf(members));
  }

  /** The block of height 0 (PROTOCOL §2.5). */
  byte[] header() {
    long allocated = coinbase.outputs().stream().mapToLong(output -> output.value()).sum();
    return Plain.concat(
        Plain.u32(2),
        Plain.u64(0),
        new byte[32],
        Plain.bytes(coinbase.txid()),
        Plain.u64(time),
        Plain.u64(allocated));
  }

  /** PROTOCOL §7.5, by the weights of §6.4; this committee never changes. */
  byte[] committeeHash() {
    byte[] all = Plain.ascii("TIMECOIN-COMMITTEE-1");
    for (Member member : members) {
      all = Plain.concat(all, Plain.bytes(member.key()), Plain.u32(member.votingWeight()));
    }
    return Plain.sha256(all);
  }
}
