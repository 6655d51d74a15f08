package io.timecoin.consensus.store;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ChainHead;

/**
 * Where the ledger stands.
 *
 * @param voteLogTopicId what its last microblock names; empty before the first
 * @param voteLogEpoch likewise; 0 before the first
 */
public record LedgerHead(
    long sequence,
    Hash256 digest,
    long timeMillis,
    BlockHeader lastBlock,
    String voteLogTopicId,
    long voteLogEpoch) {

  static LedgerHead of(ChainHead head) throws DecodeException {
    if (head.getDigest().size() != Hash256.SIZE) {
      throw new DecodeException("a digest has " + head.getDigest().size() + " bytes");
    }
    return new LedgerHead(
        head.getSequence(),
        Hash256.of(head.getDigest().toByteArray()),
        head.getTimeMillis(),
        BlockHeader.decode(head.getBlockHeader().toByteArray()),
        head.getVoteLogTopicId(),
        head.getVoteLogEpoch());
  }
}
