package io.timecoin.mempool.capacity;

import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Random;

/**
 * What a runtime of its own runs: fills tables and prints, as {@code name bytes}, what each entry
 * takes on the heap.
 */
final class UtxoHeap {
  private static final Hash256 SPENDER = new Hash256(1, 2, 3, 4);
  private static final int SPENDS = 100_000;
  private static final int WARM_UP = 50_000;

  private final ManyOutputs outputs = new ManyOutputs();
  private final Random random = new Random(1);

  private UtxoHeap() {}

  /**
   * Measures.
   *
   * @param sizes of the tables, in outputs
   */
  public static void main(String[] sizes) {
    var heap = new UtxoHeap();
    // Whatever is loaded or made once.
    heap.change(heap.filled(WARM_UP, 0), WARM_UP);
    for (String size : sizes) {
      heap.measure(Integer.parseInt(size));
    }
    heap.measureSpends();
  }

  private void measure(int size) {
    long before = UsedHeap.bytes();
    UtxoTable table = filled(size, 0);
    print(size + "-outputs", UsedHeap.bytes() - before, table.size());
    change(table, size);
    print(size + "-outputs-changed", UsedHeap.bytes() - before, table.size());
  }

  /** As many are spent as there are, at random, and as many created in their stead. */
  private void change(UtxoTable table, int size) {
    int next = size;
    while (next < 2 * size) {
      var outpoint = ManyOutputs.outpoint(random.nextInt(next));
      if (table.find(outpoint).isPresent()) {
        table.spend(outpoint, SPENDER, next);
        table.create(outputs.output(next));
        next++;
      }
    }
  }

  /** The places of the outputs that are spent stay, so what comes on top are the spends. */
  private void measureSpends() {
    UtxoTable table = filled(SPENDS, SPENDS);
    long before = UsedHeap.bytes();
    for (int i = 0; i < SPENDS; i++) {
      table.spend(ManyOutputs.outpoint(i), SPENDER, i);
    }
    print("spends", UsedHeap.bytes() - before, SPENDS - table.size());
  }

  private UtxoTable filled(int size, int rememberedSpends) {
    UtxoTable table = new PackedUtxoTable(OutPointHash.drawn(random), rememberedSpends);
    for (int i = 0; i < size; i++) {
      table.create(outputs.output(i));
    }
    return table;
  }

  private static void print(String name, long bytes, long entries) {
    System.out.printf("%s %.1f%n", name, (double) bytes / entries);
  }
}
