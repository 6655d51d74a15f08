package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Draws the leaders of one sequence without replacement, by weight (PROTOCOL §6.5). */
final class LeaderDraw {
  private static final byte[] TAG = "TIMECOIN-LEADER-1".getBytes(StandardCharsets.US_ASCII);

  private final Hash256 committeeHash;
  private final long sequence;
  private final List<Member> remaining;
  private long remainingWeight;
  private int draw;

  LeaderDraw(Committee committee, long sequence) {
    this.committeeHash = committee.hash();
    this.sequence = sequence;
    this.remaining = new ArrayList<>(committee.members());
    this.remainingWeight = committee.totalWeight();
  }

  /** The member of the next draw; there are as many draws as members. */
  Member next() {
    long ticket = Long.remainderUnsigned(randomWord(), remainingWeight);
    draw++;
    int place = 0;
    while (ticket >= remaining.get(place).weight()) {
      ticket -= remaining.get(place).weight();
      place++;
    }
    Member drawn = remaining.remove(place);
    remainingWeight -= drawn.weight();
    return drawn;
  }

  private long randomWord() {
    byte[] message =
        new CanonicalWriter().fixed(TAG).value(committeeHash).u64(sequence).u32(draw).toByteArray();
    // The first eight bytes little-endian; Hash256 holds them big-endian.
    return Long.reverseBytes(Sha256.hash(message).word0());
  }
}
