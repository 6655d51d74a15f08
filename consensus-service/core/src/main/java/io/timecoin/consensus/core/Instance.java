package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.round.OwnMessages;
import io.timecoin.consensus.core.round.RoundProgress;
import io.timecoin.consensus.core.round.VoteTally;
import io.timecoin.consensus.core.value.Values;
import io.timecoin.protocol.committee.Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * QBFT for one sequence (PROTOCOL §6.3).
 *
 * @param proposals the first justified PROPOSAL per round, of the current and recent lower rounds
 * @param prepared what this node has prepared in its highest such round
 * @param decided a quorum of COMMITs whose bodies are still missing
 * @param roundTimer of the current round
 * @param curious whether a node that does not lead has asked for a draft to know if there is work
 * @param takenOver until the first round is left: its timer takes base, whatever the round
 */
record Instance(
    int round,
    Map<Integer, Proposal> proposals,
    Values values,
    VoteTally prepares,
    VoteTally commits,
    RoundProgress progress,
    OwnMessages own,
    Optional<Certificate> prepared,
    Optional<Certificate> decided,
    DraftStatus draft,
    Asked asked,
    RoundTimer roundTimer,
    boolean curious,
    boolean takenOver) {

  /** The round's timer: it starts with something to decide and expires once. */
  enum RoundTimer {
    IDLE,
    RUNNING,
    EXPIRED
  }

  static Instance fresh(boolean takenOver) {
    return new Instance(
        0,
        Map.of(),
        Values.NONE,
        VoteTally.EMPTY,
        VoteTally.EMPTY,
        RoundProgress.EMPTY,
        OwnMessages.NONE,
        Optional.empty(),
        Optional.empty(),
        new DraftStatus.NotAsked(),
        Asked.NOTHING,
        RoundTimer.IDLE,
        false,
        takenOver);
  }
}
