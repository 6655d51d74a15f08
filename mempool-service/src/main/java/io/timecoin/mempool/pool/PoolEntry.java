package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.status.StatusNotice;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A transaction in the pool with its place among the others. Sums count itself; only {@link
 * PoolGraph} changes them. What it pays and what it is ranked by differ where the operator has
 * prioritised it: sums are of the latter. Compared by identity.
 */
public final class PoolEntry {
  private final Transaction transaction;
  private final long fee;
  private final long order;
  private final long sinceMillis;
  private final Provenance provenance;

  // Sets are made when the first relative comes: most entries have none.
  private Set<PoolEntry> parents = Set.of();
  private Set<PoolEntry> children = Set.of();
  private long priority;
  private int ancestorCount = 1;
  private long ancestorFee;
  private long ancestorSize;
  private int descendantCount = 1;
  private long descendantFee;
  private long descendantSize;

  PoolEntry(
      Transaction transaction, long fee, long order, long sinceMillis, Provenance provenance) {
    this.transaction = transaction;
    this.fee = fee;
    this.order = order;
    this.sinceMillis = sinceMillis;
    this.provenance = provenance;
    this.ancestorFee = fee;
    this.ancestorSize = transaction.size();
    this.descendantFee = fee;
    this.descendantSize = transaction.size();
  }

  public Transaction transaction() {
    return transaction;
  }

  public Hash256 txid() {
    return transaction.txid();
  }

  public Hash256 wtxid() {
    return transaction.wtxid();
  }

  /** What it pays, in satoshi. */
  public long fee() {
    return fee;
  }

  /** What it is ranked by, for proposals and for eviction: satoshi, maybe negative. */
  public long rankedFee() {
    return fee + priority;
  }

  /** What the operator has added to its rank, in satoshi. */
  public long priority() {
    return priority;
  }

  /** Canonical bytes. */
  public int size() {
    return transaction.size();
  }

  /** Order of arrival: a parent's is lower than its child's. */
  public long order() {
    return order;
  }

  /** Unix milliseconds of the first admission. */
  public long sinceMillis() {
    return sinceMillis;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** The pool transactions whose outputs it spends. */
  public Set<PoolEntry> parents() {
    return Collections.unmodifiableSet(parents);
  }

  /** The pool transactions that spend its outputs. */
  public Set<PoolEntry> children() {
    return Collections.unmodifiableSet(children);
  }

  /** Everything unconfirmed that it stands on, itself not included. */
  public Set<PoolEntry> ancestors() {
    return closure(true);
  }

  /** Everything in the pool that stands on it, itself not included. */
  public Set<PoolEntry> descendants() {
    return closure(false);
  }

  /** The notice that it is in the pool. */
  public StatusNotice acceptance() {
    return notice(new Outcome.Accepted(fee), 0);
  }

  /** The notice of what became of it. */
  public StatusNotice notice(Outcome outcome, long finalAtMillis) {
    return new StatusNotice(
        Optional.of(txid()), wtxid(), provenance, sinceMillis, finalAtMillis, outcome);
  }

  /** Itself and everything unconfirmed that it stands on. */
  public int ancestorCount() {
    return ancestorCount;
  }

  /** The ranked fees of those, in satoshi. */
  public long ancestorFee() {
    return ancestorFee;
  }

  /** The canonical bytes of those. */
  public long ancestorSize() {
    return ancestorSize;
  }

  /** What it is ranked by with those, satoshi per 1,000 bytes. */
  public long rankPerKilobyte() {
    return FeeRate.perKilobyte(ancestorFee, ancestorSize);
  }

  /** Itself and everything in the pool that stands on it. */
  public int descendantCount() {
    return descendantCount;
  }

  /** The ranked fees of those, in satoshi. */
  public long descendantFee() {
    return descendantFee;
  }

  /** The canonical bytes of those. */
  public long descendantSize() {
    return descendantSize;
  }

  void prioritise(long satoshi) {
    priority += satoshi;
    changeAncestorFee(satoshi);
    changeDescendantFee(satoshi);
  }

  void addAncestor(PoolEntry ancestor) {
    ancestorCount++;
    changeAncestorFee(ancestor.rankedFee());
    ancestorSize += ancestor.size();
  }

  void removeAncestor(PoolEntry ancestor) {
    ancestorCount--;
    changeAncestorFee(-ancestor.rankedFee());
    ancestorSize -= ancestor.size();
  }

  void addDescendant(PoolEntry descendant) {
    descendantCount++;
    changeDescendantFee(descendant.rankedFee());
    descendantSize += descendant.size();
  }

  void removeDescendant(PoolEntry descendant) {
    descendantCount--;
    changeDescendantFee(-descendant.rankedFee());
    descendantSize -= descendant.size();
  }

  void changeAncestorFee(long satoshi) {
    ancestorFee += satoshi;
  }

  void changeDescendantFee(long satoshi) {
    descendantFee += satoshi;
  }

  void link(PoolEntry parent) {
    if (parents.isEmpty()) {
      parents = new LinkedHashSet<>(4);
    }
    parents.add(parent);
    if (parent.children.isEmpty()) {
      parent.children = new LinkedHashSet<>(4);
    }
    parent.children.add(this);
  }

  void unlink() {
    parents.forEach(parent -> parent.children.remove(this));
    children.forEach(child -> child.parents.remove(this));
    parents = Set.of();
    children = Set.of();
  }

  private Set<PoolEntry> closure(boolean upwards) {
    Set<PoolEntry> first = upwards ? parents : children;
    if (first.isEmpty()) {
      return Set.of();
    }
    Set<PoolEntry> found = new LinkedHashSet<>(first);
    List<PoolEntry> open = new ArrayList<>(first);
    while (!open.isEmpty()) {
      PoolEntry next = open.removeLast();
      for (PoolEntry relative : upwards ? next.parents : next.children) {
        if (found.add(relative)) {
          open.add(relative);
        }
      }
    }
    return found;
  }
}
