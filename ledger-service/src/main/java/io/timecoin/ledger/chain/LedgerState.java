package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.ByteString;

/**
 * Where the ledger stands after a sequence: all that is needed to check and apply the next
 * microblock but the UTXO set itself.
 *
 * @param genesisHash whose chain it is
 * @param sequence the last applied microblock; 0 is genesis
 * @param lastBlock header of the last sealed block
 * @param sealInputs what the next seal covers so far
 * @param lanes of the state commitment after this sequence (PROTOCOL §7.4)
 * @param nextNumber the number of the next final transaction
 * @param voteLog the vote log that the microblocks name
 * @param microblocksOffset where chain.microblocks is expected to go on; a hint
 */
public record LedgerState(
    Hash256 genesisHash,
    long sequence,
    Hash256 digest,
    long timeMillis,
    BlockHeader lastBlock,
    SealInputs sealInputs,
    ByteString lanes,
    UtxoTotals utxos,
    long nextNumber,
    VoteLogMark voteLog,
    long microblocksOffset) {

  public long height() {
    return lastBlock.height();
  }
}
