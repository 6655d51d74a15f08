package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that is slow, large and obviously right: what the one in use is held against. */
final class NaiveUtxoTable implements UtxoTable {
  private record SealedBlock(long height, long lastSequence) {}

  private final int rememberedSpends;
  private final Map<OutPoint, UnspentOutput> outputs = new HashMap<>();
  private final Map<OutPoint, UtxoState.Locked> locks = new HashMap<>();
  private final Map<OutPoint, UtxoState.SpentFinalized> spends = new LinkedHashMap<>();

  /** In order. */
  private final List<SealedBlock> blocks = new ArrayList<>();

  NaiveUtxoTable(int rememberedSpends) {
    this.rememberedSpends = rememberedSpends;
  }

  @Override
  public UtxoState state(OutPoint outpoint) {
    if (locks.containsKey(outpoint)) {
      return locks.get(outpoint);
    }
    if (outputs.containsKey(outpoint)) {
      return new UtxoState.Unspent();
    }
    return spends.containsKey(outpoint) ? confirmed(spends.get(outpoint)) : new UtxoState.Absent();
  }

  private UtxoState confirmed(UtxoState.SpentFinalized spent) {
    for (SealedBlock block : blocks) {
      if (spent.sequence() <= block.lastSequence()) {
        return spent.confirm(block.height());
      }
    }
    return spent;
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
    return Optional.ofNullable(spends.get(outpoint))
        .map(spent -> new Spender.Final(spent.txid(), spent.sequence()));
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
    spends.put(outpoint, state(outpoint).finalise(txid, sequence));
    locks.remove(outpoint);
    if (spends.size() > rememberedSpends) {
      spends.remove(spends.keySet().iterator().next());
    }
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
    blocks.add(new SealedBlock(height, lastSequence));
    if (blocks.size() > SealedHeights.SEALS) {
      blocks.removeFirst();
    }
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
