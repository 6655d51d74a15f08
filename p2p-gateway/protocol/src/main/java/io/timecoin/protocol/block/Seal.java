package io.timecoin.protocol.block;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/**
 * A block's header with the coinbase it covers as leaf 0 (PROTOCOL §7.2). The coinbase travels
 * nowhere: who knows what the seal covers makes the same.
 */
public record Seal(BlockHeader header, Transaction coinbase) {

  /**
   * The seal of a sealing microblock, as §7 fixes it while no registration changes the committee.
   *
   * @param baseReward the genesis document's, satoshi
   * @param committee the one that decides this block
   * @param lastBlock the header of the block before
   * @param inputs what it covers, the sealing microblock's transactions included
   * @param sequence of the sealing microblock
   * @param proposer of the sealing microblock; a member
   * @param timestamp the slot end, from {@link SealRule}
   * @throws IllegalArgumentException if the proposer is no member
   * @throws ArithmeticException if reward and fees exceed 2^63-1, which no valid chain reaches
   */
  public static Seal build(
      long baseReward,
      Committee committee,
      BlockHeader lastBlock,
      SealInputs inputs,
      long sequence,
      PublicKey proposer,
      long timestamp) {
    return build(
        baseReward, committee, committee.hash(), lastBlock, inputs, sequence, proposer, timestamp);
  }

  /**
   * The same, where another committee follows.
   *
   * @param nextCommitteeHash of the committee that decides after this block (PROTOCOL §7.5)
   */
  public static Seal build(
      long baseReward,
      Committee committee,
      Hash256 nextCommitteeHash,
      BlockHeader lastBlock,
      SealInputs inputs,
      long sequence,
      PublicKey proposer,
      long timestamp) {
    long height = lastBlock.height() + 1;
    long amount = Math.addExact(Rewards.rewardFor(baseReward, committee.size()), inputs.fees());
    Transaction coinbase = Coinbase.of(committee, proposer, amount, height, timestamp);
    var coverage =
        new BlockHeader.Coverage(
            inputs.stateCommitment(), nextCommitteeHash, inputs.firstSequence(), sequence);
    var header =
        new BlockHeader(
            height,
            lastBlock.hash(),
            inputs.txids().root(coinbase.txid()),
            timestamp,
            amount,
            Optional.of(coverage));
    return new Seal(header, coinbase);
  }

  /** Whether a microblock's seal is this one, bit for bit. */
  public boolean matches(Optional<BlockHeader> claimed) {
    return claimed.equals(Optional.of(header));
  }

  /**
   * Names the first field in which a claimed seal differs from this one; empty if none does.
   *
   * @param claimed a microblock's seal
   */
  public Optional<String> firstDifference(BlockHeader claimed) {
    return SealComparison.firstDifference(header, claimed);
  }
}
