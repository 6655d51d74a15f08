package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** A value without its bodies: header and wtxids in order, as a PROPOSAL carries it. */
public record ListedValue(MicroblockHeader header, List<Hash256> wtxids) {
  public ListedValue {
    wtxids = List.copyOf(wtxids);
  }
}
