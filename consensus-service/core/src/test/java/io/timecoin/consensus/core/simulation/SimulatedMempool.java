package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One member's mempool: knows what it was told, drafts what is valid, judges against the state
 * after the last final microblock, and fetches bodies that it lacks (ARCHITECTURE, "Proposals are
 * bound to a state").
 */
final class SimulatedMempool {
  private static final int LARGEST_DRAFT = 4;

  /** No request has this round. */
  private static final int NO_ROUND = -1;

  private static final Answer.NotYet MISSING = new Answer.NotYet("bodies");

  /** Header and list that this member can serve. */
  record Known(int holder, MicroblockHeader header, List<Hash256> wtxids) {}

  private record Standing(Life asker, Effect.AskDraft ask) {}

  private final World world;
  private final SimulatedMember member;
  private final Map<Hash256, Transaction> pool = new LinkedHashMap<>();
  private final Map<Hash256, Transaction> bodies = new TreeMap<>();
  private final Map<Hash256, Known> proposals = new TreeMap<>();
  private Optional<Standing> standing = Optional.empty();

  SimulatedMempool(World world, SimulatedMember member) {
    this.world = world;
    this.member = member;
  }

  /** Transactions for the pool; of one txid the first copy stays. */
  void offer(List<Transaction> transactions) {
    transactions.forEach(
        transaction -> {
          learn(List.of(transaction));
          if (state().defect(List.of(transaction)).isEmpty()) {
            pool.putIfAbsent(transaction.txid(), transaction);
          }
        });
    draft();
  }

  /** Bodies, for whatever needs them. */
  void learn(List<Transaction> transactions) {
    transactions.forEach(
        transaction -> bodies.putIfAbsent(world.craft().leaves().leafOf(transaction), transaction));
  }

  void ask(Life asker, Effect.AskDraft ask) {
    standing = Optional.of(new Standing(asker, ask));
    draft();
  }

  /** The first PROPOSAL of round 0 is judged without being asked for. */
  void seeUnasked(Proposal proposal) {
    var position = member.disk().position();
    if (proposal.round() == 0
        && proposal.sequence() == position.nextSequence()
        && position.committee().leader(proposal.sequence(), 0).equals(proposal.signer())
        && world
            .signatures()
            .valid(
                proposal.signer(),
                proposal.signature(),
                proposal.signedBytes(world.roster().genesis().hash()))) {
      judge(proposal.header(), proposal.wtxids());
    }
  }

  /** Judges, after fetching what it lacks. */
  void judge(MicroblockHeader header, List<Hash256> wtxids) {
    world
        .queue()
        .in(
            1 + world.mempools().below(5),
            () -> {
              if (bodies.keySet().containsAll(wtxids)) {
                answer(header, verdict(header, wtxids));
              } else {
                answer(header, MISSING);
                fetch(header, wtxids);
              }
            });
  }

  Optional<Known> proposal(Hash256 digest) {
    return Optional.ofNullable(proposals.get(digest));
  }

  /** Keeps header and list of a value, as long as its sequence is not decided. */
  void keep(MicroblockHeader header, List<Hash256> wtxids) {
    proposals.put(header.digest(), new Known(member.number(), header, List.copyOf(wtxids)));
  }

  /** The final chain is longer: what it holds, and what it rules out, leaves the pool. */
  void advance(CertifiedMicroblock microblock) {
    learn(microblock.transactions());
    proposals.values().removeIf(known -> known.header().sequence() < member.disk().chain.size());
    pool.values().removeIf(transaction -> state().defect(List.of(transaction)).isPresent());
    draft();
  }

  /** An answer to an earlier life, which has asked nothing yet. */
  static Input unasked(Input answer) {
    return answer instanceof Input.DraftAnswered draft
        ? new Input.DraftAnswered(
            draft.sequence(),
            draft.previousDigest(),
            NO_ROUND,
            draft.timeMillis(),
            draft.transactions(),
            draft.sealInputs())
        : answer;
  }

  private StateAfter state() {
    return world.craft().judgesTheNewestState()
        ? world.checker().stateAfter(member.disk().chain.size())
        : world.checker().stateAfter(Math.max(0, member.disk().chain.size() - 1));
  }

  private void draft() {
    if (standing.isEmpty() || !isNext(standing.get().ask())) {
      return;
    }
    var ask = standing.get().ask();
    var chosen = new ArrayList<Transaction>();
    for (Transaction transaction : pool.values()) {
      chosen.add(transaction);
      if (state().defect(chosen).isPresent()) {
        chosen.removeLast();
      }
      if (chosen.size() == LARGEST_DRAFT) {
        break;
      }
    }
    if (chosen.isEmpty() && !ask.sealDue()) {
      return;
    }
    var asker = standing.get().asker();
    standing = Optional.empty();
    long time = Math.max(member.nowMillis(), member.disk().position().timeMillis() + 1);
    var answer =
        new Input.DraftAnswered(
            ask.sequence(),
            ask.previousDigest(),
            ask.round(),
            time,
            chosen,
            current().covering(chosen));
    tell(answer, ask, asker);
  }

  /** Seal inputs are never of another state: a seal would tell at once. */
  private StateAfter current() {
    return world.checker().stateAfter(member.disk().chain.size());
  }

  private boolean isNext(Effect.AskDraft ask) {
    var position = member.disk().position();
    return ask.sequence() == position.nextSequence()
        && ask.previousDigest().equals(position.digest());
  }

  private void tell(Input answer, Effect.AskDraft ask, Life asker) {
    world
        .queue()
        .in(
            1 + world.mempools().below(4),
            () -> {
              if (ask.sequence() > member.disk().chain.size()) {
                member.disk().answered(answer);
              }
              member.offerEach(life -> life == asker ? answer : unasked(answer));
            });
  }

  private Answer verdict(MicroblockHeader header, List<Hash256> wtxids) {
    var position = member.disk().position();
    if (header.sequence() != position.nextSequence()
        || !header.previousDigest().equals(position.digest())) {
      return new Answer.NotYet("the state before");
    }
    var transactions = wtxids.stream().map(bodies::get).toList();
    var defect = state().defect(transactions);
    if (defect.isPresent()) {
      return new Answer.Invalid(defect.get());
    }
    keep(header, wtxids);
    return new Answer.Valid(header, transactions, current().covering(transactions));
  }

  private void answer(MicroblockHeader header, Answer answer) {
    var verdict =
        new Input.VerdictAnswered(
            header.sequence(), header.previousDigest(), header.digest(), answer);
    if (answer instanceof Answer.Valid && header.sequence() > member.disk().chain.size()) {
      member.disk().answered(verdict);
    }
    member.offer(verdict);
  }

  /** From whoever has all of it. */
  private void fetch(MicroblockHeader header, List<Hash256> wtxids) {
    if (world.conditions().bodiesAreLost(member.number())) {
      return;
    }
    for (int other : world.others(member.number())) {
      var found = world.member(other).mempool().bodiesOf(wtxids);
      if (found.isPresent()) {
        world
            .network()
            .carry(
                other,
                member.number(),
                () -> {
                  boolean news = !bodies.keySet().containsAll(wtxids);
                  learn(found.get());
                  if (news) {
                    judge(header, wtxids);
                  }
                });
      }
    }
  }

  private Optional<List<Transaction>> bodiesOf(List<Hash256> wtxids) {
    return (member.isUp() || world.adversary().serves(member.number()))
            && bodies.keySet().containsAll(wtxids)
        ? Optional.of(wtxids.stream().map(bodies::get).toList())
        : Optional.empty();
  }
}
