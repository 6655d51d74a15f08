package io.timecoin.mempool.node;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.fees.FeeEstimate;
import io.timecoin.mempool.fees.FeeEstimator;
import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalIndex;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.TrialVerdict;
import io.timecoin.mempool.proposal.Answer;
import io.timecoin.mempool.proposal.Proposals;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.synced.SyncedMicroblocks;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole mempool as one thing that takes events and gives {@link Turn}s. It follows (chain and
 * journal, deciding nothing) until it is made active, and again when it is put back. One thread at
 * a time; reads its two clocks and nothing else.
 */
public final class MempoolNode {
  private final FinalState state;
  private final Mempool mempool;
  private final Bodies bodies;
  private final Proposals proposals;
  private final SyncedMicroblocks synced;
  private final VerifiedIntake intake;
  private final Finality finality;
  private final JournalIndex journal = new JournalIndex();
  private final Succession succession;
  private final CarryForward carryForward;
  private final NodeTime time;
  private long epoch;
  private boolean active;
  private long verifiedOffset;

  /**
   * A follower.
   *
   * @param clock the wall clock: for what PROTOCOL judges by it
   * @param ages for what expires; never set
   * @param draftInterval between a value and a draft on it while the chain is busy
   */
  public MempoolNode(
      ChainRules rules,
      FinalState state,
      PoolLimits limits,
      InstantSource clock,
      InstantSource ages,
      Duration draftInterval) {
    this.state = state;
    this.time = new NodeTime(clock, ages);
    this.mempool = new Mempool(limits, new StatefulRules(rules.genesis().network()), state.table());
    this.bodies = new Bodies(mempool);
    this.proposals = new Proposals(rules, state, mempool, bodies, clock, ages, draftInterval);
    this.synced = new SyncedMicroblocks(rules, state, bodies);
    this.intake = new VerifiedIntake(proposals, bodies, mempool.admission());
    this.finality = new Finality(rules, state, mempool, bodies, time);
    this.succession = new Succession(mempool, journal);
    this.carryForward = new CarryForward(journal, mempool);
  }

  public FinalState state() {
    return state;
  }

  public Mempool mempool() {
    return mempool;
  }

  public Bodies bodies() {
    return bodies;
  }

  public Proposals proposals() {
    return proposals;
  }

  public SyncedMicroblocks synced() {
    return synced;
  }

  public JournalIndex journal() {
    return journal;
  }

  /** Whether this instance decides. */
  public boolean isActive() {
    return active;
  }

  /** The epoch in which it decides, or the last that it has seen. */
  public long epoch() {
    return active ? epoch : journal.epoch();
  }

  /** The time by which things are as old as they are, however the clock is set. */
  public long nowMillis() {
    return time.nowMillis();
  }

  /** Milliseconds until a turn is due although nothing happens; large if none is. */
  public long millisUntilDue() {
    return synced.goesOn() ? 0 : proposals.millisUntilDue();
  }

  /** The bytes behind a wtxid, for a peer that asks: wherever they are kept. */
  public Optional<Transaction> body(Hash256 wtxid) {
    return bodies.body(wtxid).or(() -> proposals.body(wtxid));
  }

  /** What would become of transactions that PROTOCOL §4.2 allows; changes nothing. */
  public List<TrialVerdict> trial(List<Transaction> transactions) {
    return mempool.trial().judge(transactions, admissionTime());
  }

  /** What a newcomer pays to be final within a target. */
  public FeeEstimate estimateFee(long targetSeconds) {
    return FeeEstimator.estimate(
        new FeeQueue(mempool.pool()),
        finality.pace().pace(),
        finality.pace().lastFinalMillis(),
        mempool.entryPerKilobyte(nowMillis()),
        targetSeconds,
        nowMillis());
  }

  /**
   * The operator ranks a transaction by so many satoshi more, or fewer.
   *
   * @param change names this change: again it has no effect
   */
  public void prioritise(long change, Hash256 txid, long satoshi) {
    mempool.prioritise(change, txid, satoshi, nowMillis());
  }

  /** A batch of tx.verified; only while active. */
  public void verified(List<VerifiedItem> items, long nextOffset) {
    for (VerifiedItem item : items) {
      intake.take(item, admissionTime());
    }
    verifiedOffset = Math.max(verifiedOffset, nextOffset);
  }

  /**
   * A final microblock whose certificate has been checked. One that is here already changes
   * nothing.
   *
   * @return false if one before it is missing
   * @throws InconsistentChain if it breaks a rule or belongs to another chain
   */
  public boolean finalised(CertifiedMicroblock microblock) {
    long sequence = microblock.header().sequence();
    long expected = state.tip().sequence() + 1;
    if (sequence != expected) {
      return sequence < expected;
    }
    finality.apply(microblock, synced.verdictOn(microblock.header()));
    proposals.advanced();
    synced.advanced();
    if (!active) {
      succession.retry(admissionTime());
    }
    return true;
  }

  /**
   * A record of the journal, this instance's own included.
   *
   * @return false if a later epoch than this active instance's has begun: it has been replaced
   */
  public boolean journalled(JournalRecord record) {
    if (!journal.accept(record, nowMillis())) {
      return true;
    }
    if (active) {
      carryForward.written(record);
      return record.epoch() <= epoch;
    }
    succession.follow(record.changes(), admissionTime());
    return true;
  }

  /**
   * Makes this instance the one that decides. Its epoch's opening has been read from the journal.
   *
   * @return what the journal holds and the pool cannot: only the ledger knows the end of these
   */
  public List<UnknownEnd> activate(long newEpoch) {
    active = true;
    epoch = newEpoch;
    verifiedOffset = journal.verifiedOffset().orElse(0);
    return succession.takeOver(admissionTime()).stream()
        .map(open -> new UnknownEnd(this, open))
        .toList();
  }

  void conclude(Readmission.Open open, Outcome end) {
    succession.conclude(open, end, nowMillis());
  }

  void resubmit(JournalChange.Admitted admitted) {
    succession.resubmit(admitted, admissionTime());
  }

  /** Puts this instance back to following: the pool is empty until the journal is read anew. */
  public void deactivate() {
    active = false;
    mempool.clear();
    bodies.clear();
    proposals.clear();
    synced.clear();
    succession.clear();
    journal.clear();
    carryForward.clear();
  }

  /** What the ledger says about the input of an orphan: its final spender, or that it has none. */
  public void spenderFound(Hash256 wtxid, int inputIndex, Optional<Spender.Final> spender) {
    mempool.admission().spenderFound(wtxid, inputIndex, spender, nowMillis());
  }

  /** The ledger did not say anything about the input of an orphan. */
  public void spenderUnanswered(Hash256 wtxid) {
    mempool.admission().spenderUnanswered(wtxid);
  }

  /** Time has passed. */
  public void tick() {
    if (active) {
      // What ends now is not in the journal yet, and not lost for that.
      carryForward.tick(nowMillis());
      mempool.expire(nowMillis(), proposals::isProposed);
      mempool.admission().askAgain(nowMillis());
      bodies.expire(nowMillis());
    }
  }

  /** Ends a turn: answers what can be answered and hands over all that was decided. */
  public Turn endTurn() {
    if (!active) {
      mempool.drain();
      return Turn.empty(epoch(), verifiedOffset);
    }
    proposals.answer();
    synced.judge(nowMillis());
    List<Answer> answers = new ArrayList<>(proposals.drain());
    answers.addAll(synced.drain());
    return new Turn(
        epoch,
        verifiedOffset,
        mempool.drain(),
        carryForward.drain(),
        answers,
        proposals.drainFetches());
  }

  private AdmissionTime admissionTime() {
    return time.admission(state);
  }
}
