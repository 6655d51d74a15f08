package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.chain.ChainPosition;
import java.util.Optional;

/** What this instance is doing, for whoever asks. Written by one thread, read by any. */
public final class ConsensusStatus {
  /** This instance's part. */
  public enum Role {
    STARTING,
    STANDBY,
    MEMBER,
    OBSERVER,
    HALTED
  }

  /**
   * One moment.
   *
   * @param reason one sentence for a person where it is neither member nor standby
   * @param epoch of the vote log that this instance writes; 0 while it writes none
   * @param position the end of the final chain; absent before it is known
   * @param round of the next sequence
   */
  public record Snapshot(
      Role role, String reason, long epoch, Optional<ChainPosition> position, int round) {}

  private volatile Snapshot snapshot =
      new Snapshot(Role.STARTING, "the chain is being read", 0, Optional.empty(), 0);

  public Snapshot snapshot() {
    return snapshot;
  }

  public void become(Role role, String reason, long epoch) {
    snapshot = new Snapshot(role, reason, epoch, snapshot.position(), snapshot.round());
  }

  public void at(ChainPosition position, int round) {
    snapshot =
        new Snapshot(
            snapshot.role(), snapshot.reason(), snapshot.epoch(), Optional.of(position), round);
  }
}
