package io.timecoin.mempool.proposal;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.bodies.KnownBody;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What consensus wants answered and what leaders have proposed, each bound to the state it stands
 * on: answered when the tip is there, forgotten when it has passed. A request stands until it is
 * answered or replaced by a later one. A value whose bodies are missing waits for them and holds up
 * nobody.
 */
public final class Proposals {
  private final ChainRules rules;
  private final FinalState state;
  private final InstantSource clock;
  private final InstantSource ages;
  private final Drafter drafter;
  private final ProposalJudge judge;
  private final ValuesInHand values;
  private final DraftsInHand drafts;
  private final BodyHolders holders = new BodyHolders();
  private final BodyFetches fetches = new BodyFetches(holders);
  private final FirstProposals firstProposals;
  private final DraftPace pace;
  private Optional<DraftRequest> draftWanted = Optional.empty();
  private Optional<VerdictRequest> verdictWanted = Optional.empty();
  private boolean notYetTold;
  private Set<Hash256> proposed = Set.of();
  private List<Answer> answers = new ArrayList<>();

  /**
   * Nothing is wanted yet.
   *
   * @param clock the wall clock, by which values are stamped and judged
   * @param ages for what is repeated, kept apart and what expires; never set
   * @param draftInterval between the value before and a draft (see {@link DraftPace})
   */
  public Proposals(
      ChainRules rules,
      FinalState state,
      Mempool mempool,
      Bodies bodies,
      InstantSource clock,
      InstantSource ages,
      Duration draftInterval) {
    this.rules = rules;
    this.state = state;
    this.clock = clock;
    this.ages = ages;
    this.drafter = new Drafter(rules, state, mempool);
    this.judge = new ProposalJudge(rules, state);
    this.values = new ValuesInHand(bodies);
    this.drafts = new DraftsInHand(rules);
    this.firstProposals = new FirstProposals(rules.committee());
    this.pace = new DraftPace(draftInterval.toMillis());
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
      takeInHand(request);
    }
  }

  private boolean isDecided(long sequence) {
    return sequence <= state.tip().sequence();
  }

  /** A peer has proposed. Only the first of leader (sequence, 0) is judged without being asked. */
  public void proposed(VerdictRequest proposal, PublicKey signer) {
    if (firstProposals.add(proposal, signer, state.tip().sequence() + 1)) {
      takeInHand(proposal);
    }
  }

  /** From now on it gets the bodies that arrive, and those that are here already. */
  private ValueInHand takeInHand(VerdictRequest request) {
    return values.of(request, ages.millis());
  }

  /** A peer should have the bodies of the value with this digest. */
  public void held(Hash256 digest, PublicKey peer) {
    holders.add(digest, peer);
  }

  /** What a verifier has found of a copy, for whichever value lacks it. */
  public void known(Hash256 wtxid, KnownBody body) {
    values.known(wtxid, body);
  }

  /** Header and list of a value that was drafted or judged for the undecided sequence or before. */
  public Optional<ListedValue> find(Hash256 digest) {
    return values.find(digest).or(() -> drafts.find(digest));
  }

  /** A body of such a value. */
  public Optional<Transaction> body(Hash256 wtxid) {
    return values.body(wtxid).or(() -> drafts.body(wtxid));
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
    long tip = state.tip().sequence();
    draftWanted = draftWanted.filter(request -> request.sequence() > tip);
    verdictWanted = verdictWanted.filter(request -> request.sequence() > tip);
    firstProposals.forgetUpTo(tip);
    values.forgetBelow(tip);
    drafts.forgetBelow(tip);
    proposed = Set.of();
  }

  /** Forgets everything. */
  public void clear() {
    draftWanted = Optional.empty();
    verdictWanted = Optional.empty();
    firstProposals.clear();
    values.clear();
    drafts.clear();
    holders.clear();
    fetches.clear();
    pace.clear();
    proposed = Set.of();
    answers = new ArrayList<>();
  }

  /** Answers what can be answered now; {@link #drain} hands it over. */
  public void answer() {
    answerDraft();
    answerVerdict();
    judgeFirstProposal();
    fetches.order(judged(), ages.millis());
  }

  /** The answers since the last call, in order. */
  public List<Answer> drain() {
    List<Answer> drained = answers;
    answers = new ArrayList<>();
    return drained;
  }

  /** What is to be fetched since the last call. */
  public List<BodyFetch> drainFetches() {
    return fetches.drain();
  }

  /**
   * Milliseconds until {@link #answer} is to be called again although nothing happens; a large
   * number if only an event can change anything.
   */
  public long millisUntilDue() {
    // On another state no time makes a draft answerable, only a microblock does.
    Optional<DraftRequest> draft = draftWanted.filter(this::standsOnTip);
    long slotEnd = draft.map(_ -> millisUntilSealDue()).orElse(Long.MAX_VALUE);
    long paced = draft.map(this::paceMillis).filter(millis -> millis > 0).orElse(Long.MAX_VALUE);
    long fetch =
        judged().stream()
            .mapToLong(value -> value.fetchAtMillis() - ages.millis())
            .min()
            .orElse(Long.MAX_VALUE);
    long lag =
        judged(VerdictRequest::clockMatters).stream()
            .mapToLong(value -> judge.judgedFromMillis(value.header()) - clock.millis())
            .filter(millis -> millis > 0)
            .min()
            .orElse(Long.MAX_VALUE);
    return Math.min(Math.min(slotEnd, paced), Math.min(fetch, lag));
  }

  /** The values that are being judged on the tip. */
  private Set<ValueInHand> judged() {
    return judged(_ -> true);
  }

  /** The values that are being judged on the tip, of requests that this is true for. */
  private Set<ValueInHand> judged(Predicate<VerdictRequest> which) {
    return Stream.concat(verdictWanted.stream(), firstProposal().stream())
        .filter(this::standsOnTip)
        .filter(which)
        .map(this::takeInHand)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<VerdictRequest> firstProposal() {
    return firstProposals.at(state.tip().sequence() + 1);
  }

  private long millisUntilSealDue() {
    return rules.sealDueMillis(state.tip()) - clock.millis();
  }

  private long paceMillis(DraftRequest request) {
    return pace.waitMillis(request.sequence(), ages.millis());
  }

  private void answerDraft() {
    draftWanted
        .filter(this::standsOnTip)
        .filter(request -> paceMillis(request) == 0 || millisUntilSealDue() <= 0)
        .flatMap(request -> drafter.draft(request, clock.millis(), ages.millis()))
        .ifPresent(
            draft -> {
              draftWanted = Optional.empty();
              drafts.add(draft, state.tip());
              begun(draft.request().sequence(), draft.transactions());
              answers.add(draft);
            });
  }

  private void answerVerdict() {
    if (verdictWanted.isEmpty() || !standsOnTip(verdictWanted.get())) {
      return;
    }
    switch (judge(verdictWanted.get())) {
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
        begun(verdictWanted.get().sequence(), valid.transactions());
        verdictWanted = Optional.empty();
        answers.add(valid);
      }
    }
  }

  private void judgeFirstProposal() {
    Optional<VerdictRequest> first = firstProposal().filter(this::standsOnTip);
    if (first.isEmpty()) {
      return;
    }
    switch (judge(first.get())) {
      case Judgement.NotYet _ -> {
        // Nobody has asked; what is missing may come.
      }
      case Judgement.Invalid invalid -> judgedFirst(first.get(), invalid);
      case Judgement.Valid valid -> {
        begun(first.get().sequence(), valid.transactions());
        judgedFirst(first.get(), valid);
      }
    }
  }

  private Judgement judge(VerdictRequest request) {
    return judge.judge(takeInHand(request), request.clockMatters(), clock.millis());
  }

  private void judgedFirst(VerdictRequest first, Judgement judgement) {
    firstProposals.judged(first.sequence());
    answers.add(judgement);
  }

  /** A value was drafted or found valid. */
  private void begun(long sequence, List<Transaction> transactions) {
    pace.began(sequence, ages.millis());
    proposed = new HashSet<>();
    transactions.forEach(transaction -> proposed.add(transaction.txid()));
  }

  private boolean standsOnTip(DraftRequest request) {
    return standsOnTip(request.sequence(), request.previousDigest());
  }

  private boolean standsOnTip(VerdictRequest request) {
    return standsOnTip(request.sequence(), request.header().previousDigest());
  }

  private boolean standsOnTip(long sequence, Hash256 previousDigest) {
    ChainTip tip = state.tip();
    return sequence == tip.sequence() + 1 && previousDigest.equals(tip.digest());
  }
}
