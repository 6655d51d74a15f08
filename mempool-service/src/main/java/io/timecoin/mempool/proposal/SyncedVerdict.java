package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;

/**
 * A synced microblock is valid on the one that it follows, whether that is final here or not; good
 * wherever that one is (PROTOCOL §6.10).
 *
 * @param covered what a seal covers up to and including it
 */
public record SyncedVerdict(MicroblockHeader header, SealInputs covered) implements Answer {
  @Override
  public long sequence() {
    return header.sequence();
  }
}
