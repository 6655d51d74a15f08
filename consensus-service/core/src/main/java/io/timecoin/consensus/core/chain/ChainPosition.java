package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;

/**
 * The end of the final chain, as far as deciding the next sequence needs it.
 *
 * @param sequence of the last final microblock; 0 is genesis
 * @param digest of it; of sequence 0, the genesis hash
 * @param timeMillis of it, Unix milliseconds
 * @param lastBlock the last seal; at first the genesis block's header
 * @param committee the one that decides the next sequence
 */
public record ChainPosition(
    long sequence, Hash256 digest, long timeMillis, BlockHeader lastBlock, Committee committee) {

  public static ChainPosition genesis(GenesisDocument genesis) {
    return new ChainPosition(
        0, genesis.hash(), genesis.timeMillis(), genesis.header(), genesis.committee());
  }

  public long nextSequence() {
    return sequence + 1;
  }

  /** Whether a header follows this position: number, previous digest and time (PROTOCOL §6.2). */
  public boolean isFollowedBy(MicroblockHeader header) {
    return header.sequence() == nextSequence()
        && header.previousDigest().equals(digest)
        && header.timeMillis() > timeMillis;
  }

  /** As below, as long as nobody registers. */
  public ChainPosition after(MicroblockHeader header) {
    return after(header, Committees.unchanged());
  }

  /**
   * The position after this final microblock, which follows it.
   *
   * @throws IllegalStateException if its seal names another committee than this node computes: then
   *     this node does not know who votes and must not go on
   */
  public ChainPosition after(MicroblockHeader header, Committees committees) {
    if (!namesNextCommittee(header, committees)) {
      throw new IllegalStateException(
          "the seal of sequence %d names a committee that this node does not know"
              .formatted(header.sequence()));
    }
    return new ChainPosition(
        header.sequence(),
        header.digest(),
        header.timeMillis(),
        header.seal().orElse(lastBlock),
        header.seal().isPresent() ? committees.after(committee, header.sequence()) : committee);
  }

  /** Whether the header's seal, if any, names the committee that follows (PROTOCOL §7.5). */
  public boolean namesNextCommittee(MicroblockHeader header, Committees committees) {
    return header
        .seal()
        .map(seal -> seal.coverage().orElseThrow().committeeHash())
        .filter(named -> !named.equals(committees.after(committee, header.sequence()).hash()))
        .isEmpty();
  }

  /**
   * Unix milliseconds of the first slot end after the last seal (PROTOCOL §7.1); a seal is due from
   * then on.
   */
  public long sealDueMillis(GenesisDocument genesis) {
    return SealRule.of(genesis).nextDueMillis(lastBlock.timestamp());
  }
}
