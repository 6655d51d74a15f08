package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * A record of chain.microblocks.
 *
 * @param voteLog absent when the writer named none
 * @param nextOffset where the stream goes on after it
 */
public record StreamedMicroblock(
    CertifiedMicroblock certified, Optional<VoteLogMark> voteLog, long nextOffset) {

  public MicroblockHeader header() {
    return certified.header();
  }

  public List<Transaction> transactions() {
    return certified.transactions();
  }

  public long sequence() {
    return header().sequence();
  }

  /** Bytes of the canonical transactions. */
  public int bodyBytes() {
    return transactions().stream().mapToInt(Transaction::size).sum();
  }
}
