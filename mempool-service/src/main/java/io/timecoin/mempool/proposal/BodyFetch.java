package io.timecoin.mempool.proposal;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.List;

/**
 * Bodies that a judgement lacks, to be fetched from peers (PROTOCOL §6.3).
 *
 * @param wtxids at most as many as a microblock has
 * @param peers node keys of those that should have them, to be asked first; any peer when empty
 */
public record BodyFetch(List<Hash256> wtxids, List<PublicKey> peers) {
  public BodyFetch {
    wtxids = List.copyOf(wtxids);
    peers = List.copyOf(peers);
  }
}
