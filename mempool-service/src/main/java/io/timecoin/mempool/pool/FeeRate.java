package io.timecoin.mempool.pool;

/** Comparisons of satoshi per byte without a quotient: exact, whatever the amounts. */
final class FeeRate {
  private FeeRate() {}

  /** Compares {@code feeA / sizeA} with {@code feeB / sizeB}; a fee may be negative. */
  static int compare(long feeA, long sizeA, long feeB, long sizeB) {
    long highA = Math.multiplyHigh(feeA, sizeB);
    long highB = Math.multiplyHigh(feeB, sizeA);
    return highA != highB
        ? Long.compare(highA, highB)
        : Long.compareUnsigned(feeA * sizeB, feeB * sizeA);
  }

  /** Satoshi per 1,000 bytes, rounded up, so that a floor never lets in what it was made of. */
  static long perKilobyte(long fee, long size) {
    long whole = fee / size;
    long rest = fee % size;
    return whole > Long.MAX_VALUE / 2_000
        ? Long.MAX_VALUE / 2
        : whole * 1_000 + Math.ceilDiv(rest * 1_000, size);
  }

  /** Whether the fee is at least this rate. */
  static boolean reaches(long fee, long size, long perKilobyte) {
    return compare(fee, size, perKilobyte, 1_000) >= 0;
  }
}
