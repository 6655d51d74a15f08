package io.timecoin.mempool.node;

import io.timecoin.mempool.journal.JournalChange;
import io.timecoin.mempool.journal.JournalIndex;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.proposal.Proposals;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.TransactionEffect;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.StatefulRules;
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
  private final ChainRules rules;
  private final FinalState state;
  private final Mempool mempool;
  private final Proposals proposals;
  private final Readmission readmission;
  private final JournalIndex journal = new JournalIndex();
  private final CarryForward carryForward;
  private final InstantSource clock;
  private final InstantSource ages;
  private long epoch;
  private boolean active;
  private long verifiedOffset;

  /**
   * A follower.
   *
   * @param clock the wall clock: for what PROTOCOL judges by it
   * @param ages for what expires; never set
   */
  public MempoolNode(
      ChainRules rules,
      FinalState state,
      PoolLimits limits,
      InstantSource clock,
      InstantSource ages) {
    this.rules = rules;
    this.state = state;
    this.clock = clock;
    this.ages = ages;
    this.mempool = new Mempool(limits, new StatefulRules(rules.genesis().network()), state.table());
    this.proposals = new Proposals(rules, state, mempool);
    this.readmission = new Readmission(mempool.recovery());
    this.carryForward = new CarryForward(journal, mempool);
  }

  public FinalState state() {
    return state;
  }

  public Mempool mempool() {
    return mempool;
  }

  public Proposals proposals() {
    return proposals;
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

  /** The wall clock, by which times are stamped and judged. */
  public long clockMillis() {
    return clock.millis();
  }

  /** The time by which things are as old as they are, however the clock is set. */
  public long nowMillis() {
    return ages.millis();
  }

  /** A batch of tx.verified; only while active. */
  public void verified(List<VerifiedItem> items, long nextOffset) {
    for (VerifiedItem item : items) {
      switch (item) {
        case VerifiedItem.Good(Submission submission) ->
            mempool.admission().submit(submission, admissionTime());
        case VerifiedItem.Bad(var txid, var wtxid, var provenance, var refusal) ->
            mempool.admission().refuse(txid, wtxid, provenance, refusal, nowMillis());
      }
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
    MicroblockHeader header = microblock.header();
    long expected = state.tip().sequence() + 1;
    if (header.sequence() != expected) {
      return header.sequence() < expected;
    }
    switch (rules.judge(state, header, microblock.transactions())) {
      case MicroblockVerdict.Valid valid -> apply(header, valid);
      case MicroblockVerdict.Invalid invalid ->
          throw new InconsistentChain(
              "final microblock %d fails %s: %s"
                  .formatted(header.sequence(), invalid.defect(), invalid.detail()));
    }
    return true;
  }

  private void apply(MicroblockHeader header, MicroblockVerdict.Valid valid) {
    long now = nowMillis();
    long sequence = header.sequence();
    for (TransactionEffect effect : valid.effects()) {
      mempool.settlement().yieldTo(effect.transaction(), sequence, now);
      state.apply(effect, sequence);
      mempool.settlement().settle(effect.transaction(), sequence, now);
    }
    state.finish(header, valid.covered(), valid.seal());
    for (TransactionEffect effect : valid.effects()) {
      mempool.admission().release(effect.transaction().txid(), admissionTime());
    }
    valid
        .seal()
        .ifPresent(seal -> mempool.admission().release(seal.coinbase().txid(), admissionTime()));
    proposals.advanced();
    if (!active) {
      readmission.retry(admissionTime());
    }
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
    AdmissionTime time = admissionTime();
    for (JournalChange change : record.changes()) {
      readmission.follow(change, time);
    }
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
    mempool.drain();
    readmission.lateEnds().forEach(mempool.recovery()::tellAgain);
    concludeForgotten();
    List<JournalChange.Waits> waiting = readmission.waiting();
    List<UnknownEnd> unknown = new ArrayList<>();
    for (Readmission.Open open : readmission.handOver(admissionTime())) {
      Optional<Outcome> end = open.end();
      if (end.isPresent()) {
        conclude(open, end.get());
      } else {
        unknown.add(new UnknownEnd(this, open));
      }
    }
    waiting.forEach(this::resume);
    return unknown;
  }

  /** The end of those that final microblocks took out of the pool while nobody could tell it. */
  private void concludeForgotten() {
    for (Hash256 wtxid : journal.open()) {
      mempool
          .recovery()
          .endOfCopy(wtxid, nowMillis())
          .filter(MempoolNode::isByFinality)
          // It may have come back since.
          .filter(_ -> mempool.pool().byWtxid(wtxid).isEmpty())
          .ifPresent(mempool.recovery()::concludeAgain);
    }
  }

  private static boolean isByFinality(StatusNotice end) {
    return end.outcome() instanceof Outcome.Final || end.outcome() instanceof Outcome.Aborted;
  }

  void conclude(Readmission.Open open, Outcome end) {
    mempool.recovery().conclude(open.notice(end), nowMillis());
  }

  void resubmit(JournalChange.Admitted admitted) {
    mempool
        .admission()
        .resume(
            new Submission(admitted.transaction(), admitted.provenance()),
            nowMillis(),
            admissionTime());
  }

  private void resume(JournalChange.Waits waits) {
    mempool
        .admission()
        .resume(
            new Submission(waits.transaction(), waits.provenance()),
            waits.sinceMillis(),
            admissionTime());
  }

  /** Puts this instance back to following: the pool is empty until the journal is read anew. */
  public void deactivate() {
    active = false;
    mempool.clear();
    proposals.clear();
    readmission.clear();
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
    }
  }

  /** Ends a turn: answers what can be answered and hands over all that was decided. */
  public Turn endTurn() {
    if (!active) {
      mempool.drain();
      return new Turn(epoch(), verifiedOffset, List.of(), List.of(), List.of());
    }
    proposals.answer(clockMillis(), nowMillis());
    return new Turn(
        epoch, verifiedOffset, mempool.drain(), carryForward.drain(), proposals.drain());
  }

  private AdmissionTime admissionTime() {
    return new AdmissionTime(state.tip().nextHeight(), clockMillis(), nowMillis());
  }
}
