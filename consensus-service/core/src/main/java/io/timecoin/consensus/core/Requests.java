package io.timecoin.consensus.core;

import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Asks for what is missing: a draft as soon as this node knows its turn, the judgement of a value,
 * a value's header and list (PROTOCOL §6.3; ARCHITECTURE, "Proposals are bound to a state").
 */
final class Requests {
  /** Milliseconds after which an unanswered question is asked again. */
  static final long ASK_AGAIN_MILLIS = 1_000;

  /** Milliseconds that a node which does not lead waits before it looks for work itself. */
  static final long PATIENCE_MILLIS = 250;

  private Requests() {}

  static void make(Turn turn) {
    askDraft(turn);
    askForValues(turn);
  }

  private static void askDraft(Turn turn) {
    if (!turn.maySign() || !wantsDraft(turn)) {
      return;
    }
    boolean sealDue = turn.sealIsDue();
    var wanted = new DraftStatus.Asked(turn.round, sealDue);
    if (turn.draft.equals(wanted)
        || turn.draft instanceof DraftStatus.Unusable
        || (turn.draft instanceof DraftStatus.Answered(int round, var _) && round == turn.round)) {
      return;
    }
    turn.draft = wanted;
    turn.effect(new Effect.AskDraft(turn.sequence(), turn.position.digest(), turn.round, sealDue));
  }

  private static boolean wantsDraft(Turn turn) {
    if (!turn.leads()) {
      return turn.curious
          && !turn.proposals.containsKey(turn.round)
          && !(turn.draft instanceof DraftStatus.Answered);
    }
    return !turn.own.has(VoteType.PROPOSAL, turn.round) && boundTo(turn).isEmpty();
  }

  /** What a leader of a higher round must propose again, if anything. */
  private static Optional<Certificate> boundTo(Turn turn) {
    return turn.round == 0
        ? Optional.empty()
        : turn.progress
            .quorumFor(turn.round, turn.committee())
            .flatMap(Justification::highestPrepared);
  }

  private static void askForValues(Turn turn) {
    var verdict = unjudged(turn);
    var fetch = unknown(turn);
    if (verdict.isEmpty() && fetch.isEmpty()) {
      turn.asked = Asked.NOTHING;
      return;
    }
    var wanted = new Asked(verdict, fetch.map(Certificate::digest), false);
    if (wanted.equals(turn.asked)) {
      return;
    }
    boolean judgedUnasked = !turn.asked.waited() && mempoolJudgesUnasked(turn, verdict);
    if (!judgedUnasked) {
      verdict.ifPresent(digest -> askVerdict(turn, digest));
    }
    fetch.ifPresent(
        certificate ->
            turn.effect(
                new Effect.FetchProposal(certificate.digest(), signers(turn, certificate))));
    turn.asked = wanted;
    turn.setTimer(Timer.Kind.ASK_AGAIN, ASK_AGAIN_MILLIS);
  }

  private static void askVerdict(Turn turn, Hash256 digest) {
    var value = turn.values.find(digest).orElseThrow();
    turn.effect(
        new Effect.AskVerdict(
            turn.sequence(),
            turn.position.digest(),
            turn.round,
            value.header(),
            value.wtxids(),
            turn.decided.isPresent() || isPrepared(turn)));
  }

  private static boolean isPrepared(Turn turn) {
    return Optional.ofNullable(turn.proposals.get(turn.round))
        .flatMap(proposal -> Justification.highestPrepared(proposal.justification()))
        .isPresent();
  }

  private static Optional<Hash256> unjudged(Turn turn) {
    var decided = turn.decided.map(Certificate::digest);
    if (decided.isPresent()) {
      return decided.filter(turn.values::isUnjudged);
    }
    return Optional.ofNullable(turn.proposals.get(turn.round))
        .map(proposal -> proposal.digest())
        .filter(turn.values::isUnjudged);
  }

  private static Optional<Certificate> unknown(Turn turn) {
    var needed = turn.decided.isPresent() || !turn.leads() ? turn.decided : boundTo(turn);
    return needed.filter(certificate -> turn.values.find(certificate.digest()).isEmpty());
  }

  /** Only the first PROPOSAL of another leader in round 0, and not after a restart. */
  private static boolean mempoolJudgesUnasked(Turn turn, Optional<Hash256> digest) {
    var first = turn.proposals.get(0);
    return !turn.takenOver
        && turn.round == 0
        && first != null
        && !first.signer().equals(turn.self())
        && digest.filter(first.digest()::equals).isPresent();
  }

  private static List<PublicKey> signers(Turn turn, Certificate certificate) {
    var members = turn.committee().members();
    return certificate.bitmap().places().mapToObj(place -> members.get(place).key()).toList();
  }
}
