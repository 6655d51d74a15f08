package io.timecoin.mempool.proposal;

import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What consensus wants answered and what leaders have proposed, each bound to the state it stands
 * on: answered when the tip is there, forgotten when it has passed. A request stands until it is
 * answered or replaced by a later one.
 */
public final class Proposals {
  /** Sequences after the tip whose first proposal is kept until the tip is there. */
  private static final int AHEAD = 4;

  private final ChainRules rules;
  private final FinalState state;
  private final Drafter drafter;
  private final ProposalJudge judge;
  private final TreeMap<Long, VerdictRequest> firstProposals = new TreeMap<>();
  private Optional<DraftRequest> draftWanted = Optional.empty();
  private Optional<VerdictRequest> verdictWanted = Optional.empty();
  private boolean notYetTold;
  private long judgedSequence;
  private Set<Hash256> proposed = Set.of();
  private List<Answer> answers = new ArrayList<>();

  public Proposals(ChainRules rules, FinalState state, Mempool mempool) {
    this.rules = rules;
    this.state = state;
    this.drafter = new Drafter(rules, state, mempool);
    this.judge = new ProposalJudge(rules, state, mempool);
  }

  /**
   * A draft is wanted from now on; an older request is void. One of an older epoch than the
   * standing one comes from an instance that has lost its vote log and does not know yet; one that
   * is about what has passed, or of a lower round, is a late copy. Neither replaces anything.
   */
  public void want(DraftRequest request) {
    if (!isDecided(request.sequence())
        && draftWanted.filter(standing -> isLater(standing, request)).isEmpty()) {
      draftWanted = Optional.of(request);
    }
  }

  private static boolean isLater(DraftRequest standing, DraftRequest request) {
    return standing.epoch() > request.epoch()
        || (standing.epoch() == request.epoch()
            && standing.sequence() == request.sequence()
            && standing.round() > request.round());
  }

  /** A verdict is wanted from now on; one on a lower round is no longer. */
  public void want(VerdictRequest request) {
    if (!isDecided(request.sequence())) {
      verdictWanted = Optional.of(request);
      notYetTold = false;
    }
  }

  private boolean isDecided(long sequence) {
    return sequence <= state.tip().sequence();
  }

  /** A peer has proposed. Only the first of leader (sequence, 0) is judged without being asked. */
  public void proposed(VerdictRequest proposal, PublicKey signer) {
    long sequence = proposal.sequence();
    long next = state.tip().sequence() + 1;
    if (proposal.round() == 0
        && sequence >= next
        && sequence > judgedSequence
        && sequence < next + AHEAD
        && rules.committee().leader(sequence, 0).equals(signer)) {
      firstProposals.putIfAbsent(sequence, proposal);
    }
  }

  /** Whether a transaction is in the value that was drafted or found valid last. */
  public boolean isProposed(Hash256 txid) {
    return proposed.contains(txid);
  }

  /** See {@link Drafter#expelled()}. */
  public long expelled() {
    return drafter.expelled();
  }

  /** The tip has moved: whatever stood on an older one is void. */
  public void advanced() {
    long next = state.tip().sequence() + 1;
    draftWanted = draftWanted.filter(request -> request.sequence() >= next);
    verdictWanted = verdictWanted.filter(request -> request.sequence() >= next);
    firstProposals.headMap(next).clear();
    proposed = Set.of();
  }

  /** Forgets everything. */
  public void clear() {
    draftWanted = Optional.empty();
    verdictWanted = Optional.empty();
    firstProposals.clear();
    proposed = Set.of();
    answers = new ArrayList<>();
  }

  /** Answers what can be answered now; {@link #drain} hands it over. */
  public void answer(long clockMillis, long nowMillis) {
    answerDraft(clockMillis, nowMillis);
    answerVerdict(clockMillis);
    judgeFirstProposal(clockMillis);
  }

  /** The answers since the last call, in order. */
  public List<Answer> drain() {
    List<Answer> drained = answers;
    answers = new ArrayList<>();
    return drained;
  }

  /** When to call {@link #answer} again although nothing happens: the next slot end, if wanted. */
  public Optional<Long> wakeAtMillis() {
    // On another state no time makes it answerable, only a microblock does.
    return draftWanted
        .filter(request -> standsOnTip(request.sequence(), request.previousDigest()))
        .map(_ -> rules.sealDueMillis(state.tip()));
  }

  private void answerDraft(long clockMillis, long nowMillis) {
    draftWanted
        .filter(request -> standsOnTip(request.sequence(), request.previousDigest()))
        .flatMap(request -> drafter.draft(request, clockMillis, nowMillis))
        .ifPresent(
            draft -> {
              draftWanted = Optional.empty();
              remember(draft.transactions());
              answers.add(draft);
            });
  }

  private void answerVerdict(long clockMillis) {
    if (verdictWanted.isEmpty() || !standsOnTip(verdictWanted.get())) {
      return;
    }
    switch (judge.judge(verdictWanted.get(), clockMillis)) {
      case Judgement.NotYet notYet -> {
        // Told once per request; it stays, and what was missing may come.
        if (!notYetTold) {
          answers.add(notYet);
          notYetTold = true;
        }
      }
      case Judgement.Invalid invalid -> {
        verdictWanted = Optional.empty();
        answers.add(invalid);
      }
      case Judgement.Valid valid -> {
        verdictWanted = Optional.empty();
        remember(valid.transactions());
        answers.add(valid);
      }
    }
  }

  private void judgeFirstProposal(long clockMillis) {
    VerdictRequest first = firstProposals.get(state.tip().sequence() + 1);
    if (first == null || !standsOnTip(first)) {
      return;
    }
    switch (judge.judge(first, clockMillis)) {
      case Judgement.NotYet _ -> {
        // Nobody has asked; what is missing may come.
      }
      case Judgement.Invalid invalid -> judged(first, invalid);
      case Judgement.Valid valid -> {
        remember(valid.transactions());
        judged(first, valid);
      }
    }
  }

  private void judged(VerdictRequest first, Judgement judgement) {
    firstProposals.remove(first.sequence());
    judgedSequence = first.sequence();
    answers.add(judgement);
  }

  private void remember(List<Transaction> transactions) {
    proposed = new HashSet<>();
    transactions.forEach(transaction -> proposed.add(transaction.txid()));
  }

  private boolean standsOnTip(VerdictRequest request) {
    return standsOnTip(request.sequence(), request.header().previousDigest());
  }

  private boolean standsOnTip(long sequence, Hash256 previousDigest) {
    ChainTip tip = state.tip();
    return sequence == tip.sequence() + 1 && previousDigest.equals(tip.digest());
  }
}
