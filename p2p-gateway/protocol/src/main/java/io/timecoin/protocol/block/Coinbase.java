package io.timecoin.protocol.block;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The transaction that pays a block's reward and fees to the committee (PROTOCOL §7.3). */
public final class Coinbase {

  private Coinbase() {}

  /**
   * The coinbase of a block; each part is fixed, so every node makes the same.
   *
   * @param committee the one that decides this block
   * @param proposer of the sealing header; gets what rounding leaves
   * @param amount satoshi: reward and fees
   * @param timestamp the seal's, Unix seconds
   * @throws IllegalArgumentException if the proposer is no member
   */
  public static Transaction of(
      Committee committee, PublicKey proposer, long amount, long height, long timestamp) {
    List<Long> shares = Rewards.shares(committee, proposer, amount);
    var outputs = new ArrayList<Output>(committee.size());
    for (int i = 0; i < committee.size(); i++) {
      outputs.add(Output.payTo(committee.members().get(i).reward(), shares.get(i)));
    }
    return new Transaction(1, List.of(), outputs, (int) height, timestamp);
  }
}
