package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.List;

/** Who fetches what others have decided; told on any thread, never blocks. */
public interface Ranges {
  /** Consensus wants these. */
  void wanted(long first, long last);

  /** A peer says where its chain ends. */
  void claimed(Peer peer, long sequence);

  /** A peer sent microblocks unasked; on a bulk worker. */
  void served(Peer peer, List<MicroblockRecord> microblocks);

  void disconnected(Peer peer);
}
