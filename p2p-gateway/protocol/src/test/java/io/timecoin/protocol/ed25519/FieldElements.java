package io.timecoin.protocol.ed25519;

import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;

/** Field elements at the bounds of their limbs, and their values. */
final class FieldElements {
  private static final long RADIX_LIMIT = 1L << 51;
  private static final List<Long> EDGES =
      List.of(
          0L,
          1L,
          19L,
          RADIX_LIMIT - 20,
          RADIX_LIMIT - 19,
          RADIX_LIMIT - 1,
          RADIX_LIMIT,
          FieldElement.TIGHT_LIMIT - 1,
          FieldElement.DIFFERENCE_LIMIT,
          FieldElement.WIDE_DIFFERENCE_LIMIT,
          FieldElement.LOOSE_LIMIT - 1);

  private FieldElements() {}

  /** Limbs up to {@code max}, half of them at an edge. */
  static FieldElement random(RandomGenerator random, long max) {
    return new FieldElement(
        limb(random, max),
        limb(random, max),
        limb(random, max),
        limb(random, max),
        limb(random, max));
  }

  private static long limb(RandomGenerator random, long max) {
    if (random.nextBoolean()) {
      return Math.min(EDGES.get(random.nextInt(EDGES.size())), max);
    }
    return random.nextLong(max + 1);
  }

  static FieldElement allLimbs(long limb) {
    return new FieldElement(limb, limb, limb, limb, limb);
  }

  static List<Long> limbs(FieldElement a) {
    return List.of(a.l0, a.l1, a.l2, a.l3, a.l4);
  }

  /** The number the limbs stand for, not reduced. */
  static BigInteger number(FieldElement a) {
    BigInteger number = BigInteger.ZERO;
    for (long limb : limbs(a).reversed()) {
      number = number.shiftLeft(51).add(BigInteger.valueOf(limb));
    }
    return number;
  }

  static BigInteger value(FieldElement a) {
    return number(a).mod(Ed25519Model.P);
  }

  static FieldElement of(BigInteger value) {
    FieldElement element = new FieldElement();
    element.setBytes(Ed25519Model.encodeNumber(value), 0);
    return element;
  }

  static boolean isTight(FieldElement a) {
    return limbs(a).stream().allMatch(limb -> limb >= 0 && limb < FieldElement.TIGHT_LIMIT);
  }

  static boolean isAtMost(FieldElement a, long max) {
    return limbs(a).stream().allMatch(limb -> limb >= 0 && limb <= max);
  }
}
