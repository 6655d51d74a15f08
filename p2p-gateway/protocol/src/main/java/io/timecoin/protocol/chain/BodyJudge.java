package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Fee;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Judges the transactions of a microblock in order, each against the state that those before it
 * leave (PROTOCOL §6.2). Serves one microblock.
 */
final class BodyJudge {

  /** The transactions' effects in order, or the first defect. */
  sealed interface Answer {}

  record Good(List<TransactionEffect> effects) implements Answer {}

  record Bad(MicroblockVerdict.Invalid invalid) implements Answer {}

  private final StatefulRules stateful;
  private final StatelessCheck stateless;
  private final OverlayView view;

  BodyJudge(StatefulRules stateful, StatelessCheck stateless, UtxoView base) {
    this.stateful = stateful;
    this.stateless = stateless;
    this.view = new OverlayView(base);
  }

  Answer judge(ChainTip tip, MicroblockHeader header, List<Transaction> transactions) {
    var seen = HashSet.<Hash256>newHashSet(transactions.size());
    var effects = new ArrayList<TransactionEffect>(transactions.size());
    for (Transaction transaction : transactions) {
      if (!seen.add(transaction.txid())) {
        return bad(
            MicroblockDefect.DUPLICATE_TXID,
            transaction.txid() + " is twice in it",
            Optional.empty());
      }
      switch (feeOf(transaction, tip.nextHeight(), header.timeSeconds())) {
        case Verdict.Accepted<Fee>(var fee) ->
            effects.add(view.apply(transaction, fee.satoshi(), header.sequence()));
        case Verdict.Refused<Fee>(var refusal) -> {
          return bad(
              MicroblockDefect.BAD_TRANSACTION,
              "%s: %s, %s".formatted(transaction.txid(), refusal.code(), refusal.detail()),
              Optional.of(refusal));
        }
      }
    }
    return new Good(List.copyOf(effects));
  }

  private Verdict<Fee> feeOf(Transaction transaction, long nextHeight, long tSeconds) {
    return stateless
        .check(transaction, tSeconds)
        .then(sound -> stateful.check(sound, view, nextHeight, tSeconds));
  }

  private static Bad bad(MicroblockDefect defect, String detail, Optional<Refusal> refusal) {
    return new Bad(new MicroblockVerdict.Invalid(defect, detail, refusal));
  }
}
