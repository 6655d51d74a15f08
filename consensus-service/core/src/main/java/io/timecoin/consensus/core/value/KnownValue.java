package io.timecoin.consensus.core.value;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** A microblock that is, or may be, voted on: header, wtxids in order, and the judgement of it. */
public record KnownValue(MicroblockHeader header, List<Hash256> wtxids, Judgement judgement) {
  public KnownValue {
    wtxids = List.copyOf(wtxids);
  }

  KnownValue judged(Judgement other) {
    return new KnownValue(header, wtxids, other);
  }
}
