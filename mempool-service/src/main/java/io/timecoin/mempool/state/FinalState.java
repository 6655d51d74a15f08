package io.timecoin.mempool.state;

import io.timecoin.mempool.utxo.IllegalTransition;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.chain.TransactionEffect;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.rules.UnspentOutput;
import java.util.Optional;

/**
 * What finality has made of the chain: the UTXO set, the lanes of its commitment (PROTOCOL §7.4)
 * and the tip. Takes effects that {@link ChainRules} has judged, in order. One thread at a time.
 */
public final class FinalState {
  private final UtxoTable table;
  private final LtHash lanes;
  private ChainTip tip;

  /** The state at {@code tip}, with the UTXO set and the lanes that belong to it. */
  public FinalState(UtxoTable table, LtHash lanes, ChainTip tip) {
    this.table = table;
    this.lanes = lanes;
    this.tip = tip;
  }

  public UtxoTable table() {
    return table;
  }

  public ChainTip tip() {
    return tip;
  }

  /** The commitment over the UTXO set as it is now. */
  public Hash256 commitment() {
    return lanes.commitment();
  }

  /**
   * Applies a transaction of the microblock that follows the tip, or its coinbase.
   *
   * @throws InconsistentChain if the table does not hold what it spends
   */
  public void apply(TransactionEffect effect, long sequence) {
    Hash256 txid = effect.transaction().txid();
    try {
      for (UnspentOutput spent : effect.spent()) {
        table.spend(spent.outpoint(), txid, sequence);
        lanes.remove(spent.outpoint(), spent.output());
      }
      for (UnspentOutput created : effect.created()) {
        table.create(created);
        lanes.add(created.outpoint(), created.output());
      }
    } catch (IllegalTransition e) {
      throw new InconsistentChain("final transaction " + txid + " does not fit", e);
    }
  }

  /**
   * Ends the microblock whose transactions have been applied: a seal brings its coinbase, and the
   * tip moves.
   *
   * @param covered what the next seal covers with this microblock
   * @param seal the one that it carries
   */
  public void finish(MicroblockHeader header, SealInputs covered, Optional<Seal> seal) {
    long sequence = header.sequence();
    seal.ifPresent(
        block -> {
          apply(TransactionEffect.ofCoinbase(block.coinbase(), sequence), sequence);
          table.confirm(block.header().height(), sequence);
        });
    tip =
        new ChainTip(
            sequence,
            header.digest(),
            header.timeMillis(),
            seal.map(Seal::header).orElse(tip.lastBlock()),
            seal.isPresent() ? SealInputs.after(sequence, lanes.commitment()) : covered);
  }
}
