package io.timecoin.mempool.proposal;

import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes drafts from the pool. A draft leaves only when the judging code finds it valid; what that
 * code refuses is thrown out of the pool, so that one bad entry cannot stop the chain.
 */
final class Drafter {
  /** Attempts, each without the entry that the one before was refused for. */
  private static final int ATTEMPTS = 16;

  private final ChainRules rules;
  private final FinalState state;
  private final Mempool mempool;
  // Whoever proposes: the coinbase's remainder differs, but not whether the draft is valid.
  private final PublicKey proposer;
  private long expelled;

  Drafter(ChainRules rules, FinalState state, Mempool mempool) {
    this.rules = rules;
    this.state = state;
    this.mempool = mempool;
    this.proposer = rules.committee().members().getFirst().key();
  }

  /** Entries that the judging code refused in a draft: each one is a defect of this node. */
  long expelled() {
    return expelled;
  }

  /**
   * A draft on the tip; empty while there is nothing to decide.
   *
   * @param clockMillis by which its time is stamped
   * @param nowMillis for what is remembered of an expelled entry
   */
  Optional<Draft> draft(DraftRequest request, long clockMillis, long nowMillis) {
    ChainTip tip = state.tip();
    long timeMillis = Math.max(clockMillis, tip.timeMillis() + 1);
    boolean sealDue = timeMillis >= rules.sealDueMillis(tip);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<PoolEntry> entries = select(tip, timeMillis);
      if (entries.isEmpty() && !sealDue) {
        return Optional.empty();
      }
      Optional<Draft> draft = checked(request, tip, timeMillis, entries, nowMillis);
      if (draft.isPresent()) {
        return draft;
      }
    }
    return sealDue ? checked(request, tip, timeMillis, List.of(), nowMillis) : Optional.empty();
  }

  private List<PoolEntry> select(ChainTip tip, long timeMillis) {
    long seconds = Math.floorDiv(timeMillis, 1_000L);
    Predicate<PoolEntry> eligible =
        entry ->
            StatefulRules.lockTimeAllowed(entry.transaction(), tip.nextHeight(), seconds)
                && rules.timestamp().check(entry.transaction(), seconds)
                    instanceof Verdict.Accepted<Transaction>;
    return mempool
        .pool()
        .select(Limits.MAX_MICROBLOCK_TRANSACTIONS, Limits.MAX_MICROBLOCK_BODY_BYTES, eligible);
  }

  private Optional<Draft> checked(
      DraftRequest request,
      ChainTip tip,
      long timeMillis,
      List<PoolEntry> entries,
      long nowMillis) {
    SealInputs covered = covered(tip, entries);
    return switch (judge(tip, timeMillis, entries)) {
      case MicroblockVerdict.Valid valid when valid.covered().equals(covered) ->
          Optional.of(new Draft(request, timeMillis, transactions(entries), covered));
      case MicroblockVerdict.Valid valid ->
          throw new IllegalStateException(
              "the pool covers %s, the rules %s".formatted(covered, valid.covered()));
      case MicroblockVerdict.Invalid invalid -> {
        Refusal refusal =
            invalid
                .refusal()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "a draft is invalid: " + invalid.defect() + ", " + invalid.detail()));
        expelled++;
        mempool.expel(firstBad(tip, timeMillis, entries), refusal, nowMillis);
        yield Optional.empty();
      }
    };
  }

  private MicroblockVerdict judge(ChainTip tip, long timeMillis, List<PoolEntry> entries) {
    List<Transaction> transactions = transactions(entries);
    MicroblockHeader header =
        rules.header(tip, timeMillis, proposer, transactions, covered(tip, entries));
    return rules.judge(state, header, transactions);
  }

  /** The end of the shortest prefix that is invalid, found by halving. */
  private PoolEntry firstBad(ChainTip tip, long timeMillis, List<PoolEntry> entries) {
    int good = 0;
    int bad = entries.size();
    while (bad - good > 1) {
      int middle = (good + bad) >>> 1;
      if (judge(tip, timeMillis, entries.subList(0, middle)) instanceof MicroblockVerdict.Valid) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return entries.get(bad - 1);
  }

  private static SealInputs covered(ChainTip tip, List<PoolEntry> entries) {
    return tip.sealInputs()
        .plus(transactions(entries), entries.stream().mapToLong(PoolEntry::fee).sum());
  }

  private static List<Transaction> transactions(List<PoolEntry> entries) {
    return entries.stream().map(PoolEntry::transaction).toList();
  }
}
