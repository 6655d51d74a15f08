package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A chain's state in memory: UTXO set with its commitment, who spent what, and the tip. Keeps every
 * spent outpoint, so it serves tests, tools and wallets, not a node that runs for years. Mutable,
 * not thread-safe.
 */
public final class ChainState implements UtxoView {
  private final Map<OutPoint, UnspentOutput> unspent = new HashMap<>();
  private final Map<OutPoint, Spender> spenders = new HashMap<>();
  private final LtHash commitment = new LtHash();
  private ChainTip tip;

  private ChainState(GenesisDocument genesis) {
    UnspentOutput.createdBy(genesis.coinbase(), 0, true).forEach(this::create);
    tip = ChainTip.ofGenesis(genesis, commitment.commitment());
  }

  /** The state after genesis. */
  public static ChainState ofGenesis(GenesisDocument genesis) {
    return new ChainState(genesis);
  }

  /** Applies a microblock that was judged valid against this very state. */
  public void apply(MicroblockHeader header, MicroblockVerdict.Valid valid) {
    valid.effects().forEach(effect -> apply(effect, header.sequence()));
    valid
        .seal()
        .map(seal -> TransactionEffect.ofCoinbase(seal.coinbase(), header.sequence()))
        .ifPresent(effect -> apply(effect, header.sequence()));
    tip = tip.next(header, valid.covered(), valid.seal(), commitment.commitment());
  }

  public ChainTip tip() {
    return tip;
  }

  /** The UTXO set, in no order; a view. */
  public Collection<UnspentOutput> unspent() {
    return Collections.unmodifiableCollection(unspent.values());
  }

  /** Satoshi in the UTXO set. */
  public long total() {
    return unspent.values().stream()
        .mapToLong(output -> output.output().value())
        .reduce(0, Math::addExact);
  }

  /** The lanes of the state commitment; a copy. */
  public LtHash commitment() {
    return commitment.copy();
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    return Optional.ofNullable(unspent.get(outpoint));
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    return Optional.ofNullable(spenders.get(outpoint));
  }

  private void apply(TransactionEffect effect, long sequence) {
    // In order: a later transaction may spend what an earlier one of the microblock created.
    var spender = new Spender.Final(effect.transaction().txid(), sequence);
    for (UnspentOutput output : effect.spent()) {
      unspent.remove(output.outpoint());
      commitment.remove(output.outpoint(), output.output());
      spenders.put(output.outpoint(), spender);
    }
    effect.created().forEach(this::create);
  }

  private void create(UnspentOutput output) {
    unspent.put(output.outpoint(), output);
    commitment.add(output.outpoint(), output.output());
  }
}
