package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;

/** Where what peers say to the voter goes: consensus.inbound. */
public interface ConsensusInbound {
  /** The largest message it takes, in bytes. */
  int largestBytes();

  /**
   * Hands a message on; may wait a moment, so not for event loops. What Kafka does not take is
   * counted and lost: members repeat themselves.
   */
  void publish(ReceivedConsensusMessage message);
}
