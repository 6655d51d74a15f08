package io.timecoin.ledger.chain;

/**
 * Which vote log a microblock was published from, and in which of its epochs (ARCHITECTURE, "Vote
 * log and fence"): what consensus compares its own log with after a restart.
 *
 * @param topicId Kafka's id of the topic, empty before the first microblock
 */
public record VoteLogMark(String topicId, long epoch) {
  public static final VoteLogMark NONE = new VoteLogMark("", 0);

  /** The higher epoch of one log; another log takes the place of the one before. */
  public VoteLogMark followedBy(VoteLogMark later) {
    return later.topicId.equals(topicId) && later.epoch < epoch ? this : later;
  }
}
