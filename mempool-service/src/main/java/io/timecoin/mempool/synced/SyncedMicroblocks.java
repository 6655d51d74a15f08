package io.timecoin.mempool.synced;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.proposal.ListedValue;
import io.timecoin.mempool.proposal.SyncedVerdict;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.synced.ForeseenState.Judged;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.rules.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges synced microblocks before the chain has reached them, each on the state that those before
 * it leave, in order and once all of their transactions have their verdict (PROTOCOL §6.10). So
 * consensus can decide many in one write. What is found invalid here is left to the verdict that
 * consensus asks for when the chain is there: that one says why. One thread at a time.
 */
public final class SyncedMicroblocks {
  /**
   * Microblocks ahead of the final one: twice what consensus holds, whose end may be a later one.
   */
  static final int MOST_AHEAD = 4_000;

  /** Transactions that are judged in one turn: bounds how long others wait. */
  public static final int TRANSACTIONS_PER_TURN = 2_000;

  private final ChainRules rules;
  private final FinalState state;
  private final Bodies bodies;
  private final ForeseenState foreseen;
  private final Candidates waiting = new Candidates();
  private List<SyncedVerdict> verdicts = new ArrayList<>();
  private boolean goesOn;

  /** Nothing is wanted yet. */
  public SyncedMicroblocks(ChainRules rules, FinalState state, Bodies bodies) {
    this.rules = rules;
    this.state = state;
    this.bodies = bodies;
    this.foreseen = new ForeseenState(state);
  }

  /** A verdict is wanted from now on; a request for what was judged already is answered again. */
  public void want(ListedValue value) {
    long ahead = value.header().sequence() - state.tip().sequence();
    if (ahead < 1
        || ahead > MOST_AHEAD
        || value.wtxids().size() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      return;
    }
    foreseen.find(value.header()).ifPresentOrElse(this::answer, () -> waiting.add(value));
  }

  /** The verdict on the one that becomes final next, if it is one of those judged. */
  public Optional<MicroblockVerdict.Valid> verdictOn(MicroblockHeader next) {
    return foreseen.first().filter(judged -> judged.header().equals(next)).map(Judged::verdict);
  }

  /** The final state has moved. */
  public void advanced() {
    foreseen.follow();
    waiting.forgetUpTo(state.tip().sequence());
  }

  /** Judges what can be judged now, at most so much; {@link #drain} hands the verdicts over. */
  public void judge(long nowMillis) {
    int transactions = 0;
    goesOn = false;
    Optional<Candidate> next = next(nowMillis);
    while (next.isPresent()) {
      Candidate candidate = next.get();
      judge(candidate);
      transactions += candidate.value().wtxids().size();
      if (transactions >= TRANSACTIONS_PER_TURN) {
        goesOn = true;
        return;
      }
      next = next(nowMillis);
    }
  }

  /** Whether there was more to judge than one turn may. */
  public boolean goesOn() {
    return goesOn;
  }

  /** The verdicts since the last call, in order. */
  public List<SyncedVerdict> drain() {
    List<SyncedVerdict> drained = verdicts;
    verdicts = new ArrayList<>();
    return drained;
  }

  /** Forgets everything. */
  public void clear() {
    waiting.clear();
    foreseen.clear();
    verdicts = new ArrayList<>();
    goesOn = false;
  }

  /** One that follows what was judged last, and whose transactions are all here. */
  private Optional<Candidate> next(long nowMillis) {
    if (!foreseen.isOpen()) {
      return Optional.empty();
    }
    return waiting.at(foreseen.tip().sequence() + 1).stream()
        .filter(candidate -> candidate.follows(foreseen.tip().digest()))
        .filter(candidate -> candidate.complete(bodies, nowMillis))
        .findFirst();
  }

  private void judge(Candidate candidate) {
    MicroblockHeader header = candidate.value().header();
    waiting.remove(candidate);
    if (rules.judge(foreseen.tip(), foreseen, header, candidate.transactions())
        instanceof MicroblockVerdict.Valid valid) {
      var judged = new Judged(header, valid);
      foreseen.add(judged);
      answer(judged);
    }
  }

  private void answer(Judged judged) {
    verdicts.add(new SyncedVerdict(judged.header(), judged.verdict().covered()));
  }
}
