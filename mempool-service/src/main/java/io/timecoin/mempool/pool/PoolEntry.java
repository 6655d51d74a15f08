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
 * PoolGraph} changes them. Compared by identity.
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
  private long ancestorFee;
  private long ancestorSize;
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

  /** Satoshi. */
  public long fee() {
    return fee;
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

  long ancestorFee() {
    return ancestorFee;
  }

  long ancestorSize() {
    return ancestorSize;
  }

  long descendantFee() {
    return descendantFee;
  }

  long descendantSize() {
    return descendantSize;
  }

  void addToAncestors(long feeChange, long sizeChange) {
    ancestorFee += feeChange;
    ancestorSize += sizeChange;
  }

  void addToDescendants(long feeChange, long sizeChange) {
    descendantFee += feeChange;
    descendantSize += sizeChange;
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
