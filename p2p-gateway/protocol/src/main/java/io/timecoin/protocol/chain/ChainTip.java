package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import java.util.Optional;

/**
 * All that a microblock is judged against but the UTXO set: the last final microblock and the last
 * block (PROTOCOL §6.2).
 *
 * @param sequence of the last final microblock; 0 after genesis
 * @param digest its digest; the genesis hash after genesis
 * @param timeMillis its time, Unix milliseconds
 * @param lastBlock header of the last sealed block; at first genesis
 * @param sealInputs what the next seal covers so far
 */
public record ChainTip(
    long sequence, Hash256 digest, long timeMillis, BlockHeader lastBlock, SealInputs sealInputs) {

  /**
   * The tip of a chain that has nothing but genesis.
   *
   * @param stateCommitment over the allocations
   */
  public static ChainTip ofGenesis(GenesisDocument genesis, Hash256 stateCommitment) {
    return new ChainTip(
        0,
        genesis.hash(),
        genesis.timeMillis(),
        genesis.header(),
        SealInputs.after(0, stateCommitment));
  }

  /**
   * Decodes what the ledger says of its head; whether it is true, the certificate in it says.
   *
   * @throws DecodeException if a part is malformed, or block hash and header differ
   */
  public static ChainTip fromProto(ChainHead head) throws DecodeException {
    var lastBlock = BlockHeader.decode(head.getBlockHeader().toByteArray());
    if (!lastBlock.hash().equals(hash(head.getBlockHash().toByteArray()))) {
      throw new DecodeException("the head's block hash is not its header's");
    }
    return new ChainTip(
        head.getSequence(),
        hash(head.getDigest().toByteArray()),
        head.getTimeMillis(),
        lastBlock,
        SealInputs.fromProto(head.getSealInputs()));
  }

  /** Height of the next seal. */
  public long nextHeight() {
    return lastBlock.height() + 1;
  }

  /**
   * The tip after a microblock.
   *
   * @param covered what the next seal covers with it, before a seal it carries
   * @param seal the seal it carries
   * @param stateCommitment over the UTXO set after it; counts only with a seal
   */
  ChainTip next(
      MicroblockHeader header, SealInputs covered, Optional<Seal> seal, Hash256 stateCommitment) {
    return new ChainTip(
        header.sequence(),
        header.digest(),
        header.timeMillis(),
        seal.map(Seal::header).orElse(lastBlock),
        seal.isPresent() ? SealInputs.after(header.sequence(), stateCommitment) : covered);
  }

  private static Hash256 hash(byte[] bytes) throws DecodeException {
    if (bytes.length != Hash256.SIZE) {
      throw new DecodeException("a hash has 32 bytes, not " + bytes.length);
    }
    return Hash256.of(bytes);
  }
}
