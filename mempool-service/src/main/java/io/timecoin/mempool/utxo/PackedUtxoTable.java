package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of a node with millions of outputs: outputs and recent spends in pages of primitives,
 * about 90 bytes each all included. Locks are objects, as they are no more than the pool's inputs
 * and share what names them with its transactions.
 */
public final class PackedUtxoTable implements UtxoTable {
  /** Heap that an unspent output takes at most, in a table of 100,000 and more. */
  public static final int BYTES_PER_OUTPUT = 100;

  private final PackedOutputs outputs;
  private final Map<OutPoint, UtxoState.Locked> locks = new HashMap<>();
  private final RecentSpends spends;
  private final SealedHeights heights = new SealedHeights();

  /**
   * An empty table.
   *
   * @param hash places its entries
   * @param rememberedSpends spends that it remembers; 0 and more
   */
  public PackedUtxoTable(OutPointHash hash, int rememberedSpends) {
    this.outputs = new PackedOutputs(hash);
    this.spends = new RecentSpends(rememberedSpends, hash);
  }

  @Override
  public UtxoState state(OutPoint outpoint) {
    UtxoState.Locked lock = locks.get(outpoint);
    if (lock != null) {
      return lock;
    }
    return outputs.contains(outpoint)
        ? new UtxoState.Unspent()
        : spends.find(outpoint).map(heights::confirmed).orElse(new UtxoState.Absent());
  }

  @Override
  public Optional<UtxoState.Locked> lock(OutPoint outpoint) {
    return Optional.ofNullable(locks.get(outpoint));
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    return outputs.find(outpoint);
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    return spends.find(outpoint).map(spent -> new Spender.Final(spent.txid(), spent.sequence()));
  }

  @Override
  public void create(UnspentOutput output) {
    UtxoState created = state(output.outpoint()).create();
    outputs.add(output);
    if (created instanceof UtxoState.Locked lock) {
      locks.put(output.outpoint(), lock);
    }
  }

  @Override
  public UnspentOutput spend(OutPoint outpoint, Hash256 txid, long sequence) {
    UtxoState.SpentFinalized spent = state(outpoint).finalise(txid, sequence);
    locks.remove(outpoint);
    spends.add(outpoint, spent);
    return outputs.remove(outpoint);
  }

  @Override
  public void lock(OutPoint outpoint, Hash256 txid, long sinceMillis) {
    locks.put(outpoint, state(outpoint).lock(txid, sinceMillis));
  }

  @Override
  public void unlock(OutPoint outpoint, Hash256 txid) {
    state(outpoint).unlock(txid);
    locks.remove(outpoint);
  }

  @Override
  public void confirm(long height, long lastSequence) {
    heights.add(height, lastSequence);
  }

  @Override
  public long size() {
    return outputs.size();
  }

  @Override
  public long locks() {
    return locks.size();
  }
}
