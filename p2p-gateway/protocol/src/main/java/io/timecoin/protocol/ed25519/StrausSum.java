package io.timecoin.protocol.ed25519;

/**
 * Computes a linear combination by Straus's method (1964): one chain of doublings for all terms,
 * and an addition from a term's table of odd multiples where a digit of its width-5 non-adjacent
 * form is not 0. Best for few terms. Time depends on the scalars, none of which is secret. Keeps
 * its tables: one object per thread.
 */
final class StrausSum {
  private static final int WIDTH = 5;
  private static final int TABLE_SIZE = 1 << (WIDTH - 2);

  /** Products modulo p in building a table: a doubling, and seven additions to be kept. */
  private static final long TABLE_COST = 8 + (TABLE_SIZE * 9L);

  /**
   * An addition takes 8 products, and the time of two while nobody can predict which comes next.
   */
  private static final long ADDITION_COST = 10;

  private final NonAdjacentForm[] digits;
  private final CachedPoint[] tables;
  private final OddMultiples multiples = new OddMultiples();
  private final CompletedPoint completed = new CompletedPoint();

  /** For at most {@code capacity} terms. */
  StrausSum(int capacity) {
    digits = new NonAdjacentForm[capacity];
    tables = new CachedPoint[capacity * TABLE_SIZE];
    for (int i = 0; i < capacity; i++) {
      digits[i] = new NonAdjacentForm(WIDTH);
    }
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new CachedPoint();
    }
  }

  int capacity() {
    return digits.length;
  }

  /**
   * About how many products modulo p the terms take, without doublings, which are the same in all.
   */
  static long cost(int terms, long scalarBits) {
    // A digit is not 0 in one of WIDTH + 1 places.
    return (terms * TABLE_COST) + (ADDITION_COST * scalarBits / (WIDTH + 1));
  }

  /**
   * Sets {@code out} to the sum, with all coordinates.
   *
   * @throws ArrayIndexOutOfBoundsException if there are more terms than the capacity
   */
  void compute(LinearCombination terms, EdwardsPoint out) {
    for (int i = 0; i < terms.size(); i++) {
      digits[i].set(terms.scalar(i));
      fillTable(i * TABLE_SIZE, terms.point(i));
    }
    out.setIdentity();
    for (int position = highestPosition(terms.size()); position >= 0; position--) {
      completed.setDouble(out);
      for (int i = 0; i < terms.size(); i++) {
        addDigit(digits[i].digit(position), i * TABLE_SIZE, out);
      }
      if (position > 0) {
        completed.toProjective(out);
      } else {
        completed.toExtended(out);
      }
    }
  }

  private void fillTable(int start, EdwardsPoint point) {
    multiples.start(point);
    tables[start].set(point);
    for (int i = 1; i < TABLE_SIZE; i++) {
      multiples.advance();
      tables[start + i].set(multiples.current());
    }
  }

  /** The highest place with a digit that is not 0, or 0. */
  private int highestPosition(int terms) {
    int highest = 0;
    for (int i = 0; i < terms; i++) {
      highest = Math.max(highest, digits[i].highestPosition());
    }
    return highest;
  }

  private void addDigit(int digit, int table, EdwardsPoint scratch) {
    if (digit > 0) {
      completed.toExtended(scratch);
      completed.setSum(scratch, tables[table + (digit >> 1)]);
    } else if (digit < 0) {
      completed.toExtended(scratch);
      completed.setDifference(scratch, tables[table + (-digit >> 1)]);
    }
  }
}
