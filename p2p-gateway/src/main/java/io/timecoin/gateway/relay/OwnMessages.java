package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** This node's own consensus messages of sequences that are not final, the newest. Thread-safe. */
public final class OwnMessages {
  /** Messages: a sequence takes four a round, and old rounds mean little to who comes late. */
  static final int CAPACITY = 128;

  /** Bytes beyond the newest message, which may have any size. */
  static final long CAPACITY_BYTES = 4 << 20;

  private final LongSupplier finalSequence;
  private final Deque<ConsensusMessage> messages = new ArrayDeque<>();
  private long bytes;

  /**
   * None yet.
   *
   * @param finalSequence the newest final sequence that is known here
   */
  public OwnMessages(LongSupplier finalSequence) {
    this.finalSequence = finalSequence;
  }

  synchronized void add(ConsensusMessage message) {
    forgetDecided();
    if (isDecided(message)) {
      return;
    }
    messages.add(message);
    bytes += message.getSerializedSize();
    while (messages.size() > CAPACITY || (bytes > CAPACITY_BYTES && messages.size() > 1)) {
      bytes -= messages.remove().getSerializedSize();
    }
  }

  /** In the order in which they were spoken. */
  synchronized List<ConsensusMessage> undecided() {
    forgetDecided();
    return List.copyOf(messages);
  }

  private void forgetDecided() {
    messages.removeIf(this::isDecided);
    bytes = messages.stream().mapToLong(ConsensusMessage::getSerializedSize).sum();
  }

  private boolean isDecided(ConsensusMessage message) {
    return message.getSequence() <= finalSequence.getAsLong();
  }
}
