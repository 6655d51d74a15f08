package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table on hash maps: outputs, locks and recent spends each in one, a state being all three.
 */
public final class HashUtxoTable implements UtxoTable {
  private final Map<OutPoint, UnspentOutput> outputs = new HashMap<>();
  private final Map<OutPoint, UtxoState.Locked> locks = new HashMap<>();
  private final RecentSpends spends;

  /** An empty table that remembers this many spends. */
  public HashUtxoTable(int rememberedSpends) {
    this.spends = new RecentSpends(rememberedSpends);
  }

  @Override
  public UtxoState state(OutPoint outpoint) {
    UtxoState.Locked lock = locks.get(outpoint);
    if (lock != null) {
      return lock;
    }
    return outputs.containsKey(outpoint)
        ? new UtxoState.Unspent()
        : spends.state(outpoint).orElse(new UtxoState.Absent());
  }

  @Override
  public Optional<UtxoState.Locked> lock(OutPoint outpoint) {
    return Optional.ofNullable(locks.get(outpoint));
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    return Optional.ofNullable(outputs.get(outpoint));
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    return spends.find(outpoint).map(spent -> new Spender.Final(spent.txid(), spent.sequence()));
  }

  @Override
  public void create(UnspentOutput output) {
    if (state(output.outpoint()).create() instanceof UtxoState.Locked lock) {
      locks.put(output.outpoint(), lock);
    }
    outputs.put(output.outpoint(), output);
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
    spends.confirm(height, lastSequence);
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
