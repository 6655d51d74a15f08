package io.timecoin.protocol.ed25519.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Fetches from a table for each of eight lanes another entry. */
public final class TableLanes {
  private static final VectorSpecies<Double> LANE = DoubleVector.SPECIES_512;

  private TableLanes() {}

  /**
   * The element at {@code ri}: limb i of lane l is {@code table[base + 8·i + index[first + l]]}.
   *
   * <p>Kept short: a longer method with gathers does not get past the first compiler.
   */
  public static void gather(double[] table, int base, int[] index, int first, double[] r, int ri) {
    DoubleVector.fromArray(LANE, table, base, index, first).intoArray(r, ri);
    DoubleVector.fromArray(LANE, table, base + 8, index, first).intoArray(r, ri + 8);
    DoubleVector.fromArray(LANE, table, base + 16, index, first).intoArray(r, ri + 16);
    DoubleVector.fromArray(LANE, table, base + 24, index, first).intoArray(r, ri + 24);
    DoubleVector.fromArray(LANE, table, base + 32, index, first).intoArray(r, ri + 32);
  }
}
