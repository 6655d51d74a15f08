package io.timecoin.mempool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.utxo.UtxoState;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Holds every index, order and sum of a pool against what its transactions alone say. */
final class PoolCheck {
  private final TransactionPool pool;
  private final UtxoTable table;
  private final Map<Hash256, Transaction> expected;

  /**
   * A check of this moment.
   *
   * @param expected what must be in the pool, by txid
   */
  PoolCheck(TransactionPool pool, UtxoTable table, Map<Hash256, Transaction> expected) {
    this.pool = pool;
    this.table = table;
    this.expected = expected;
  }

  /**
   * All of it.
   *
   * @param others transactions of which only those expected may be found
   */
  void all(Collection<Transaction> others) {
    entries();
    names(others);
    locks();
    fees();
    totals();
    var naive = new NaivePool(pool.entries());
    relatives(naive);
    orders(naive);
  }

  private void entries() {
    assertThat(pool.size()).isEqualTo(expected.size());
    assertThat(pool.isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(pool.entries().stream().map(PoolEntry::transaction))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  private void names(Collection<Transaction> others) {
    for (PoolEntry entry : pool.entries()) {
      assertThat(pool.byTxid(entry.txid())).containsSame(entry);
      assertThat(pool.byWtxid(entry.wtxid())).containsSame(entry);
    }
    for (Transaction other : others) {
      Transaction here = expected.get(other.txid());
      if (here == null && pool.byTxid(other.txid()).isPresent()) {
        throw new AssertionError(other + " is not in the pool and is found");
      }
      if (!other.equals(here) && pool.byWtxid(other.wtxid()).isPresent()) {
        throw new AssertionError("copy " + other.wtxid() + " is not in the pool and is found");
      }
    }
  }

  private void locks() {
    Map<OutPoint, Hash256> owners = new HashMap<>();
    for (Transaction transaction : expected.values()) {
      for (Input input : transaction.inputs()) {
        assertThat(owners.put(input.outpoint(), transaction.txid())).isNull();
      }
    }
    assertThat(table.locks()).isEqualTo(owners.size());
    owners.forEach(
        (outpoint, owner) -> {
          UtxoState.Locked lock = table.lock(outpoint).orElseThrow();
          assertThat(lock.txid()).isEqualTo(owner);
          assertThat(lock.created()).isEqualTo(table.find(outpoint).isPresent());
          assertThat(lock.sinceMillis()).isEqualTo(pool.byTxid(owner).orElseThrow().sinceMillis());
          assertThat(pool.ownerOf(outpoint)).isEqualTo(pool.byTxid(owner));
          assertThat(pool.find(outpoint)).isPresent();
        });
  }

  private void fees() {
    for (PoolEntry entry : pool.entries()) {
      long inputs =
          entry.transaction().inputs().stream()
              .mapToLong(input -> pool.find(input.outpoint()).orElseThrow().output().value())
              .sum();
      assertThat(entry.fee()).isEqualTo(inputs - entry.transaction().outputSum().orElseThrow());
      assertThat(entry.priority()).isEqualTo(pool.priorities().of(entry.txid()));
      assertThat(entry.rankedFee()).isEqualTo(entry.fee() + entry.priority());
    }
  }

  private void totals() {
    assertThat(pool.bytes()).isEqualTo(sum(PoolEntry::size));
    assertThat(pool.fees()).isEqualTo(sum(PoolEntry::fee));
  }

  private long sum(ToLongFunction<PoolEntry> of) {
    return pool.entries().stream().mapToLong(of).sum();
  }

  private void relatives(NaivePool naive) {
    for (PoolEntry entry : pool.entries()) {
      assertThat(entry.parents()).isEqualTo(naive.parents(entry));
      assertThat(entry.children()).isEqualTo(naive.children(entry));
      var ancestors = naive.ancestors(entry);
      assertThat(entry.ancestors()).isEqualTo(ancestors);
      assertThat(entry.ancestorCount()).isEqualTo(1 + ancestors.size());
      assertThat(entry.ancestorFee())
          .isEqualTo(NaivePool.sum(entry, ancestors, PoolEntry::rankedFee));
      assertThat(entry.ancestorSize()).isEqualTo(NaivePool.sum(entry, ancestors, PoolEntry::size));
      var descendants = naive.descendants(entry);
      assertThat(entry.descendants()).isEqualTo(descendants);
      assertThat(entry.descendantCount()).isEqualTo(1 + descendants.size());
      assertThat(entry.descendantFee())
          .isEqualTo(NaivePool.sum(entry, descendants, PoolEntry::rankedFee));
      assertThat(entry.descendantSize())
          .isEqualTo(NaivePool.sum(entry, descendants, PoolEntry::size));
      assertThat(ancestors).allMatch(ancestor -> ancestor.order() < entry.order());
    }
  }

  private void orders(NaivePool naive) {
    assertThat(iterated(pool.bestFirst())).isEqualTo(naive.bestFirst());
    assertThat(iterated(pool.cheapestFirst())).isEqualTo(naive.cheapestFirst());
    assertThat(pool.select(Integer.MAX_VALUE, Long.MAX_VALUE, _ -> true))
        .isEqualTo(naive.proposal());
  }

  private static List<PoolEntry> iterated(Iterable<PoolEntry> entries) {
    List<PoolEntry> all = new ArrayList<>();
    entries.forEach(all::add);
    return all;
  }
}
