package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The valid transactions that are not final, each holding the locks on all its inputs. As a {@link
 * UtxoView} it shows what a newcomer may spend: final outputs and those of pool transactions,
 * locked or not. Knows no rule: {@link AdmissionRules} decides who comes in.
 */
public final class TransactionPool implements UtxoView {
  private final UtxoTable table;
  private final PoolGraph graph = new PoolGraph();
  private final Priorities priorities = new Priorities();
  private final Map<Hash256, PoolEntry> byTxid = new HashMap<>();
  private final Map<Hash256, PoolEntry> byWtxid = new HashMap<>();
  private long bytes;
  private long fees;
  private long lastOrder;

  TransactionPool(UtxoTable table) {
    this.table = table;
  }

  public Optional<PoolEntry> byTxid(Hash256 txid) {
    return Optional.ofNullable(byTxid.get(txid));
  }

  public Optional<PoolEntry> byWtxid(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid));
  }

  public int size() {
    return byTxid.size();
  }

  /** Canonical bytes of all of them. */
  public long bytes() {
    return bytes;
  }

  /** Satoshi of all of them. */
  public long fees() {
    return fees;
  }

  /** The entries, in no order. */
  public Collection<PoolEntry> entries() {
    return Collections.unmodifiableCollection(byTxid.values());
  }

  /** Whether anything could be proposed. */
  public boolean isEmpty() {
    return byTxid.isEmpty();
  }

  /** What a proposal would contain, in the order of PROTOCOL §5.3. */
  public List<PoolEntry> select(int maxTransactions, long maxBytes, Predicate<PoolEntry> eligible) {
    return new ProposalSelection(maxTransactions, maxBytes, eligible).from(graph);
  }

  /**
   * In the order of what each pays per byte with its ancestors, best first; not ranked anew for
   * ancestors that come before, and so cheaper than {@link #select}.
   */
  public Iterable<PoolEntry> bestFirst() {
    return graph.bestFirst();
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    return table.find(outpoint).or(() -> parentsOutput(outpoint));
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    return table
        .spender(outpoint)
        .or(() -> table.lock(outpoint).map(lock -> new Spender.Locked(lock.txid())));
  }

  /** The same view as if nothing were locked. */
  UtxoView withoutLocks() {
    return new UtxoView() {
      @Override
      public Optional<UnspentOutput> find(OutPoint outpoint) {
        return TransactionPool.this.find(outpoint);
      }

      @Override
      public Optional<Spender> spender(OutPoint outpoint) {
        return table.spender(outpoint);
      }
    };
  }

  private Optional<UnspentOutput> parentsOutput(OutPoint outpoint) {
    PoolEntry parent = byTxid.get(outpoint.txid());
    if (parent == null) {
      return Optional.empty();
    }
    List<Output> outputs = parent.transaction().outputs();
    return outpoint.index() >= 0
            && outpoint.index() < outputs.size()
            && outputs.get(outpoint.index()).isUtxo()
        ? Optional.of(new UnspentOutput(outpoint, outputs.get(outpoint.index()), 0, false))
        : Optional.empty();
  }

  /** The pool transactions whose outputs this one spends. */
  Set<PoolEntry> parentsOf(Transaction transaction) {
    Set<PoolEntry> parents = new LinkedHashSet<>();
    for (Input input : transaction.inputs()) {
      PoolEntry parent = byTxid.get(input.outpoint().txid());
      if (parent != null) {
        parents.add(parent);
      }
    }
    return parents;
  }

  /** The pool transaction that holds this outpoint. */
  Optional<PoolEntry> ownerOf(OutPoint outpoint) {
    return table.lock(outpoint).map(lock -> byTxid.get(lock.txid()));
  }

  /** The order of arrival that the next newcomer gets. */
  long nextOrder() {
    return lastOrder + 1;
  }

  /**
   * Takes in a transaction whose inputs are known and unlocked, and locks them all.
   *
   * @param order of arrival; higher than every ancestor's
   */
  PoolEntry add(
      Transaction transaction, long fee, long order, long sinceMillis, Provenance provenance) {
    var entry = new PoolEntry(transaction, fee, order, sinceMillis, provenance);
    for (Input input : transaction.inputs()) {
      table.lock(input.outpoint(), entry.txid(), sinceMillis);
    }
    graph.add(entry, parentsOf(transaction));
    rank(entry, priorities.of(entry.txid()));
    byTxid.put(entry.txid(), entry);
    byWtxid.put(entry.wtxid(), entry);
    bytes += entry.size();
    fees += fee;
    lastOrder = Math.max(lastOrder, order);
    return entry;
  }

  /** Takes out what is final: its locks have become spends, its outputs are in the table. */
  void removeFinal(PoolEntry entry) {
    forget(entry);
    priorities.remove(entry.txid());
  }

  /** What the operator has put forward or back, also of transactions that are not here. */
  public Priorities priorities() {
    return priorities;
  }

  /** Ranks a transaction by so many satoshi more, now or when it comes. */
  void prioritise(long change, Hash256 txid, long satoshi, long nowMillis) {
    long added = priorities.add(change, txid, satoshi, nowMillis);
    byTxid(txid).ifPresent(entry -> rank(entry, added));
  }

  /** Forgets what was put forward or back long ago. */
  void expirePriorities(long nowMillis) {
    priorities
        .expire(nowMillis)
        .forEach((txid, satoshi) -> byTxid(txid).ifPresent(entry -> rank(entry, -satoshi)));
  }

  private void rank(PoolEntry entry, long satoshi) {
    if (satoshi != 0) {
      graph.prioritise(entry, satoshi);
    }
  }

  /** Takes out an entry and all that stands on it, the youngest first, and frees their inputs. */
  List<PoolEntry> removeWithDescendants(PoolEntry entry) {
    List<PoolEntry> leaving = PoolGraph.withDescendants(entry);
    for (PoolEntry each : leaving) {
      forget(each);
      for (Input input : each.transaction().inputs()) {
        if (heldBy(input.outpoint(), each.txid())) {
          table.unlock(input.outpoint(), each.txid());
        }
      }
    }
    return leaving;
  }

  /** Takes out everything and frees all locks. */
  void clear() {
    for (PoolEntry entry : new ArrayList<>(byTxid.values())) {
      if (byTxid.containsKey(entry.txid())) {
        removeWithDescendants(entry);
      }
    }
  }

  /** What an eviction would take first. */
  Iterable<PoolEntry> cheapestFirst() {
    return graph.cheapestFirst();
  }

  /** False when a final microblock has just taken the outpoint from its owner. */
  private boolean heldBy(OutPoint outpoint, Hash256 txid) {
    return table.lock(outpoint).filter(lock -> lock.txid().equals(txid)).isPresent();
  }

  private void forget(PoolEntry entry) {
    graph.remove(entry);
    byTxid.remove(entry.txid());
    byWtxid.remove(entry.wtxid());
    bytes -= entry.size();
    fees -= entry.fee();
  }
}
