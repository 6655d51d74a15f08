package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** A value to judge on the state before it: asked for by consensus, or a leader's proposal. */
public record VerdictRequest(int round, MicroblockHeader header, List<Hash256> wtxids) {
  public VerdictRequest {
    wtxids = List.copyOf(wtxids);
  }

  public long sequence() {
    return header.sequence();
  }
}
