package io.timecoin.protocol.chain;

import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state after some transactions of a microblock, over the state before it, which is not
 * touched.
 */
final class OverlayView implements UtxoView {
  private final UtxoView base;
  private final Map<OutPoint, UnspentOutput> created = new HashMap<>();
  private final Map<OutPoint, Spender> spent = new HashMap<>();

  OverlayView(UtxoView base) {
    this.base = base;
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    if (spent.containsKey(outpoint)) {
      return Optional.empty();
    }
    UnspentOutput here = created.get(outpoint);
    return here != null ? Optional.of(here) : base.find(outpoint);
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    Spender here = spent.get(outpoint);
    return here != null ? Optional.of(here) : base.spender(outpoint);
  }

  /** Applies a transaction that was judged against this view. */
  TransactionEffect apply(Transaction transaction, long fee, long sequence) {
    List<UnspentOutput> consumed =
        transaction.inputs().stream().map(input -> find(input.outpoint()).orElseThrow()).toList();
    var spender = new Spender.SameMicroblock(transaction.txid());
    consumed.forEach(output -> spent.put(output.outpoint(), spender));
    List<UnspentOutput> produced = UnspentOutput.createdBy(transaction, sequence, false);
    produced.forEach(output -> created.put(output.outpoint(), output));
    return new TransactionEffect(transaction, fee, consumed, produced);
  }
}
