package io.timecoin.protocol.ed25519;

import java.util.Arrays;

/**
 * Computes a linear combination by Pippenger's method (1976; in this form Bernstein, Doumen, Lange
 * and Oosterwijk, <i>Faster batch forgery identification</i>, 2012): scalars in signed digits of w
 * bits; for each place, every point goes into the bucket of its digit's size, and Σ j·bucket_j
 * comes from running sums. Best for many terms. Time depends on the scalars, none of which is
 * secret. Keeps its buckets: one object per thread.
 */
final class PippengerSum {
  /** Narrowest window tried. */
  static final int LEAST_WINDOW = 3;

  /** Widest window: its digits, −128 to 127, fit in a byte. */
  static final int MOST_WINDOW = 8;

  /** Bits of a scalar below L. */
  private static final int SCALAR_BITS = 253;

  private static final int MOST_PLACES = places(LEAST_WINDOW);

  /** Products modulo p in adding a decoded point to a bucket. */
  private static final int POINT_COST = 7;

  /** Products modulo p in adding a bucket to the running sum and that, made ready, to the whole. */
  private static final int BUCKET_COST = 8 + 1 + 8;

  private final AffineCachedPoint[] points;
  private final byte[] digits;
  private final EdwardsPoint[] buckets = new EdwardsPoint[1 << (MOST_WINDOW - 1)];
  private final boolean[] filled = new boolean[buckets.length];
  private final CachedPoint running = new CachedPoint();
  private final CompletedPoint completed = new CompletedPoint();

  /** For at most {@code capacity} terms. */
  PippengerSum(int capacity) {
    points = new AffineCachedPoint[capacity];
    digits = new byte[capacity * MOST_PLACES];
    for (int i = 0; i < capacity; i++) {
      points[i] = new AffineCachedPoint();
    }
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new EdwardsPoint();
    }
  }

  /** The window that takes the fewest products. */
  static int bestWindow(long scalarBits) {
    int best = LEAST_WINDOW;
    for (int window = LEAST_WINDOW + 1; window <= MOST_WINDOW; window++) {
      if (cost(window, scalarBits) < cost(best, scalarBits)) {
        best = window;
      }
    }
    return best;
  }

  /**
   * About how many products modulo p a window takes, without doublings, which are the same in all.
   *
   * @param scalarBits of all scalars together
   */
  static long cost(int window, long scalarBits) {
    long buckets = places(window) * (1L << (window - 1));
    // The first point of a bucket is put in, not added.
    long additions = Math.max(0, (scalarBits / window) - buckets);
    return (POINT_COST * additions) + (BUCKET_COST * buckets);
  }

  /** Digits of a scalar; the highest takes the carry, since 253 bits never fill it. */
  private static int places(int window) {
    return (SCALAR_BITS / window) + 1;
  }

  /**
   * Sets {@code out} to the sum, with all coordinates.
   *
   * @param window from {@link #LEAST_WINDOW} to {@link #MOST_WINDOW}
   * @throws ArrayIndexOutOfBoundsException if there are more terms than the capacity
   */
  void compute(LinearCombination terms, int window, EdwardsPoint out) {
    for (int i = 0; i < terms.size(); i++) {
      points[i].setAffine(terms.point(i));
      setDigits(terms.scalar(i), window, i);
    }
    out.setIdentity();
    for (int place = places(window) - 1; place >= 0; place--) {
      multiplyByRadix(out, window);
      fillBuckets(place * points.length, terms, 1 << (window - 1));
      addBuckets(1 << (window - 1), out);
    }
  }

  private void setDigits(ScalarModL scalar, int window, int term) {
    int half = 1 << (window - 1);
    int carry = 0;
    for (int place = 0; place < places(window); place++) {
      int digit = scalar.bits(place * window, window) + carry;
      carry = digit >= half ? 1 : 0;
      digits[(place * points.length) + term] = (byte) (digit - (carry << window));
    }
  }

  private void multiplyByRadix(EdwardsPoint out, int window) {
    for (int i = 1; i < window; i++) {
      completed.setDouble(out);
      completed.toProjective(out);
    }
    completed.setDouble(out);
    completed.toExtended(out);
  }

  private void fillBuckets(int row, LinearCombination terms, int bucketCount) {
    Arrays.fill(filled, 0, bucketCount, false);
    for (int i = 0; i < terms.size(); i++) {
      int digit = digits[row + i];
      if (digit == 0) {
        continue;
      }
      int index = Math.abs(digit) - 1;
      if (filled[index]) {
        addToBucket(buckets[index], digit > 0, points[i]);
      } else {
        filled[index] = true;
        setBucket(buckets[index], digit > 0, terms.point(i));
      }
    }
  }

  private void addToBucket(EdwardsPoint bucket, boolean positive, AffineCachedPoint point) {
    if (positive) {
      completed.setSum(bucket, point);
    } else {
      completed.setDifference(bucket, point);
    }
    completed.toExtended(bucket);
  }

  private static void setBucket(EdwardsPoint bucket, boolean positive, EdwardsPoint point) {
    if (positive) {
      bucket.set(point);
    } else {
      bucket.setNegation(point);
    }
  }

  /** Adds Σ j·bucket_j as the sum of all partial sums from the highest bucket down. */
  private void addBuckets(int bucketCount, EdwardsPoint out) {
    boolean isEmpty = true;
    for (int i = bucketCount - 1; i >= 0; i--) {
      if (filled[i]) {
        addToRunning(buckets[i], isEmpty);
        isEmpty = false;
      }
      if (!isEmpty) {
        completed.setSum(out, running);
        completed.toExtended(out);
      }
    }
  }

  /** Adds a bucket to the running sum, or begins it, and overwrites the bucket. */
  private void addToRunning(EdwardsPoint bucket, boolean isFirst) {
    if (!isFirst) {
      completed.setSum(bucket, running);
      completed.toExtended(bucket);
    }
    running.set(bucket);
  }
}
