package io.timecoin.mempool.synced;

import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.TransactionEffect;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state as it will be once some microblocks that have been judged and are not final yet are:
 * over the final state, which is not touched. One thread at a time.
 */
final class ForeseenState implements UtxoView {

  /** A microblock that was found valid on the state that those before it leave. */
  record Judged(MicroblockHeader header, MicroblockVerdict.Valid verdict) {}

  private final FinalState state;
  private final Deque<Judged> judged = new ArrayDeque<>();
  private final Map<OutPoint, UnspentOutput> created = new HashMap<>();
  private final Map<OutPoint, Spender.Final> spent = new HashMap<>();
  private ChainTip tip;

  ForeseenState(FinalState state) {
    this.state = state;
    this.tip = state.tip();
  }

  ChainTip tip() {
    return tip;
  }

  /**
   * Whether a microblock can be judged on it: after one that seals, only when that is final, since
   * the commitment over its UTXO set (PROTOCOL §7.4) is kept for the final state alone.
   */
  boolean isOpen() {
    return judged.isEmpty() || judged.getLast().header().seal().isEmpty();
  }

  /** The one with this header, if it is among those that were judged and are not final. */
  Optional<Judged> find(MicroblockHeader header) {
    return header.sequence() > tip.sequence()
        ? Optional.empty()
        : judged.stream().filter(one -> one.header().equals(header)).findFirst();
  }

  /** The oldest of those that were judged and are not final. */
  Optional<Judged> first() {
    return Optional.ofNullable(judged.peekFirst());
  }

  /** Foresees one more, which was judged on it. */
  void add(Judged next) {
    MicroblockHeader header = next.header();
    for (TransactionEffect effect : next.verdict().effects()) {
      Hash256 txid = effect.transaction().txid();
      effect
          .spent()
          .forEach(
              output -> spent.put(output.outpoint(), new Spender.Final(txid, header.sequence())));
      effect.created().forEach(output -> created.put(output.outpoint(), output));
    }
    judged.addLast(next);
    tip =
        new ChainTip(
            header.sequence(),
            header.digest(),
            header.timeMillis(),
            tip.lastBlock(),
            next.verdict().covered());
  }

  /** The final state has moved: along what was foreseen, or to where that is worth nothing. */
  void follow() {
    ChainTip now = state.tip();
    while (!judged.isEmpty() && judged.getFirst().header().sequence() <= now.sequence()) {
      Judged passed = judged.removeFirst();
      passed.verdict().effects().forEach(this::isFinal);
      if (passed.header().sequence() == now.sequence()
          && !passed.header().digest().equals(now.digest())) {
        clear();
      }
    }
    if (judged.isEmpty()) {
      clear();
    }
  }

  private void isFinal(TransactionEffect effect) {
    effect.spent().forEach(output -> spent.remove(output.outpoint()));
    effect.created().forEach(output -> created.remove(output.outpoint()));
  }

  /** Foresees nothing. */
  void clear() {
    judged.clear();
    created.clear();
    spent.clear();
    tip = state.tip();
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    if (spent.containsKey(outpoint)) {
      return Optional.empty();
    }
    UnspentOutput foreseen = created.get(outpoint);
    return foreseen != null ? Optional.of(foreseen) : state.table().find(outpoint);
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    Spender foreseen = spent.get(outpoint);
    return foreseen != null ? Optional.of(foreseen) : state.table().spender(outpoint);
  }
}
