package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import java.util.ArrayList;
import java.util.List;

/** What was let in to this node's voter. */
final class Voter implements ConsensusInbound {
  final List<ReceivedConsensusMessage> heard = new ArrayList<>();

  @Override
  public int largestBytes() {
    return 1 << 20;
  }

  @Override
  public void publish(ReceivedConsensusMessage message) {
    heard.add(message);
  }
}
