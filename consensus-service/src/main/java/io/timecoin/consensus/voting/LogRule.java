package io.timecoin.consensus.voting;

/**
 * Whether a vote log may be voted on: "the log is good if …" (ARCHITECTURE, "Vote log and fence").
 * A pure function of what was found at take-over.
 */
public final class LogRule {

  /**
   * What was found.
   *
   * @param foreign why the log is somebody else's; empty if it is this node's or empty
   * @param topicId of consensus.outbound now
   * @param newestEpoch of the newest older epoch record; 0 without one
   * @param ownEpoch of the newest in which this key could sign; 0 without one
   * @param observedHere whether this very topic says that the node has lost another log before it
   * @param storedTopicId what the ledger, or a microblock after it, names; empty before the first
   * @param storedEpoch likewise; 0 before the first
   * @param ledgerSequence where the ledger stands
   * @param chainSequence the last of chain.microblocks; 0 if it is empty
   * @param firstStart whether a first start is allowed
   */
  public record Found(
      String foreign,
      String topicId,
      long newestEpoch,
      long ownEpoch,
      boolean observedHere,
      String storedTopicId,
      long storedEpoch,
      long ledgerSequence,
      long chainSequence,
      boolean firstStart) {}

  /** What follows. */
  public sealed interface Verdict {
    /** Vote. */
    record Good() implements Verdict {}

    /**
     * Sign nothing until members or a person say from which sequence on (PROTOCOL §6.7).
     *
     * @param membersMayTell whether the other members may say so; else only a person
     */
    record Lost(String reason, boolean membersMayTell) implements Verdict {}

    /** Somebody else's log: do not even open an epoch in it. */
    record Foreign(String reason) implements Verdict {}
  }

  private LogRule() {}

  public static Verdict judge(Found found) {
    if (!found.foreign().isEmpty()) {
      return new Verdict.Foreign(
          "TC-CON-020: the vote log belongs to another node: " + found.foreign());
    }
    if (found.chainSequence() < found.ledgerSequence()) {
      return new Verdict.Lost(
          "TC-CON-021: chain.microblocks ends at sequence %d, the ledger stands at %d: lost log"
              .formatted(found.chainSequence(), found.ledgerSequence()),
          true);
    }
    return found.storedTopicId().isEmpty() ? withoutHistory(found) : withHistory(found);
  }

  /** No microblock names a log yet. */
  private static Verdict withoutHistory(Found found) {
    return found.ownEpoch() > 0 || found.firstStart()
        ? new Verdict.Good()
        : new Verdict.Lost(
            "TC-CON-022: vote log and ledger are empty; if this key has never voted, set"
                + " timecoin.consensus.first-start=true once",
            false);
  }

  private static Verdict withHistory(Found found) {
    boolean elsewhere = !found.topicId().equals(found.storedTopicId());
    if (elsewhere && !(found.observedHere() && found.newestEpoch() >= found.storedEpoch())) {
      return new Verdict.Lost(
          "TC-CON-023: consensus.outbound is topic %s, the ledger knows %s: lost log"
              .formatted(found.topicId(), found.storedTopicId()),
          true);
    }
    if (found.newestEpoch() < found.storedEpoch()) {
      return new Verdict.Lost(
          "TC-CON-024: the vote log ends in epoch %d, the ledger knows %d: lost log"
              .formatted(found.newestEpoch(), found.storedEpoch()),
          true);
    }
    if (found.ownEpoch() == 0 && !found.firstStart()) {
      return new Verdict.Lost(
          "TC-CON-026: the vote log was written without this key: lost log; if it has never voted,"
              + " set timecoin.consensus.first-start=true once",
          true);
    }
    return new Verdict.Good();
  }
}
