package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.DecodeException;
import java.util.List;
import java.util.Optional;

/** A member's tier with what it weighs (PROTOCOL §6.4, §7.3, §8). */
public enum Tier {
  FREE(0, 0, 100),
  BRONZE(1, 1, 1_000),
  SILVER(2, 10, 10_000),
  GOLD(3, 100, 100_000);

  private static final List<Tier> BY_NUMBER = List.of(values());

  private final int number;
  private final int votingWeight;
  private final int rewardWeight;

  Tier(int number, int votingWeight, int rewardWeight) {
    this.number = number;
    this.votingWeight = votingWeight;
    this.rewardWeight = rewardWeight;
  }

  /** The tier of a number on the wire; empty if there is none. */
  public static Optional<Tier> ofNumber(int number) {
    return number >= 0 && number < BY_NUMBER.size()
        ? Optional.of(BY_NUMBER.get(number))
        : Optional.empty();
  }

  public static Tier read(CanonicalReader reader) throws DecodeException {
    int number = reader.u8();
    return ofNumber(number).orElseThrow(() -> new DecodeException("no tier has number " + number));
  }

  /** The tier as a u8 on the wire. */
  public int number() {
    return number;
  }

  /** Weight of one vote; that of a Free member in an all-Free committee is not this, but 1. */
  public int votingWeight() {
    return votingWeight;
  }

  /** Weight of the member's share of a block's reward. */
  public int rewardWeight() {
    return rewardWeight;
  }
}
