package io.timecoin.protocol.ed25519;

import java.math.BigInteger;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Field elements at the bounds of their limbs, and their values. */
final class FieldElements {
  private static final long RADIX_LIMIT = 1L << 51;
  private static final List<Long> EDGES =
      List.of(
          FieldElement.LEAST_TIGHT,
          -1L,
          0L,
          1L,
          19L,
          RADIX_LIMIT - 20,
          RADIX_LIMIT - 19,
          RADIX_LIMIT - 1,
          RADIX_LIMIT,
          FieldElement.MOST_TIGHT);

  private FieldElements() {}

  /** A tight element, half of its limbs at an edge. */
  static FieldElement tight(RandomGenerator random) {
    return of(
        () ->
            random.nextBoolean()
                ? EDGES.get(random.nextInt(EDGES.size()))
                : random.nextLong(FieldElement.LEAST_TIGHT, FieldElement.MOST_TIGHT + 1));
  }

  /** Limbs up to {@code most} in size, half of them just that. */
  static FieldElement upTo(long most, RandomGenerator random) {
    return of(
        () -> {
          long size = random.nextBoolean() ? most : random.nextLong(most);
          return random.nextBoolean() ? size : -size;
        });
  }

  private static FieldElement of(LongSupplier limb) {
    return new FieldElement(
        limb.getAsLong(), limb.getAsLong(), limb.getAsLong(), limb.getAsLong(), limb.getAsLong());
  }

  /** All limbs of one size, negative where the mask has a bit. */
  static FieldElement allLimbs(long size, int signs) {
    return new FieldElement(
        (signs & 1) == 0 ? size : -size,
        (signs & 2) == 0 ? size : -size,
        (signs & 4) == 0 ? size : -size,
        (signs & 8) == 0 ? size : -size,
        (signs & 16) == 0 ? size : -size);
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
    return limbs(a).stream()
        .allMatch(limb -> limb >= FieldElement.LEAST_TIGHT && limb <= FieldElement.MOST_TIGHT);
  }

  /** Whether the limbs are those of a number of 255 bits. */
  static boolean isCarriedThrough(FieldElement a) {
    return limbs(a).stream().allMatch(limb -> limb >= 0 && limb < RADIX_LIMIT);
  }
}
