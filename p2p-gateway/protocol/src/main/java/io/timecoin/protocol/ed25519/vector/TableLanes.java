package io.timecoin.protocol.ed25519.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Fetches from a table for each of eight lanes another number. */
public final class TableLanes {
  private static final VectorSpecies<Double> LANE = DoubleVector.SPECIES_512;

  private TableLanes() {}

  /**
   * Sets {@code r[ri + l] = table[base + index[first + l]]} for every lane l.
   *
   * <p>One gather, and no more: of five in a method, C2 compiled one as a call that made objects.
   */
  public static void gather(double[] table, int base, int[] index, int first, double[] r, int ri) {
    DoubleVector.fromArray(LANE, table, base, index, first).intoArray(r, ri);
  }
}
