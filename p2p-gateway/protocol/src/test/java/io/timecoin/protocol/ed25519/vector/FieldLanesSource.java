package io.timecoin.protocol.ed25519.vector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the straight-line code of {@code FieldLanes}. C2 keeps vectors in registers only in a
 * method without calls and loops that it has not unrolled, and nobody wants to write 25 products by
 * hand, nor to review them.
 *
 * <p>{@code java FieldLanesSource.java > …/FieldLanes.java} writes it anew.
 */
final class FieldLanesSource {
  private static final int LIMBS = 5;
  private static final int LANES = 8;

  private final StringBuilder text = new StringBuilder();

  private FieldLanesSource() {}

  public static void main(String[] args) {
    byte[] source = source().getBytes(StandardCharsets.UTF_8);
    System.out.write(source, 0, source.length);
    System.out.flush();
  }

  static String source() {
    FieldLanesSource source = new FieldLanesSource();
    source.text.append(HEAD);
    source.product();
    source.square();
    source.carry();
    source.sumAndDifference();
    source.completeSum();
    source.completeDouble();
    source.toCached();
    source.text.append("}\n");
    return source.text.toString();
  }

  private void line(String statement) {
    text.append("    ").append(statement).append('\n');
  }

  private void open(String javadoc, String signature) {
    text.append('\n').append(javadoc.indent(2)).append("  ").append(signature).append(" {\n");
  }

  private void close() {
    text.append("  }\n");
  }

  private void load(String name, String array, String offset) {
    for (int i = 0; i < LIMBS; i++) {
      line(
          "DoubleVector %s%d = DoubleVector.fromArray(LANE, %s, %s);"
              .formatted(name, i, array, at(offset, i)));
    }
  }

  private void store(String name, String array, String offset) {
    for (int i = 0; i < LIMBS; i++) {
      line("%s%d.intoArray(%s, %s);".formatted(name, i, array, at(offset, i)));
    }
  }

  private static String at(String offset, int limb) {
    return limb == 0 ? offset : "%s + %d".formatted(offset, LANES * limb);
  }

  private void product() {
    open(
        """
        /**
         * r = a · b. For all limbs |a_i|·|b_j| at most {@link #PRODUCT_LIMIT}; reduced. The result may
         * lie where a factor lay.
         */\
        """,
        "public static void multiply(double[] a, int ai, double[] b, int bi, double[] r, int ri)");
    load("a", "a", "ai");
    load("b", "b", "bi");
    List<Factors> factors = new ArrayList<>();
    for (int column = 0; column < 2 * LIMBS - 1; column++) {
      for (int i = Math.max(0, column - LIMBS + 1); i <= Math.min(column, LIMBS - 1); i++) {
        factors.add(new Factors("a" + i, "b" + (column - i), column));
      }
    }
    columns(factors);
  }

  private void square() {
    open(
        """
        /** r = a · a, equal products being taken together. Reduced; reduced. */\
        """,
        "public static void square(double[] a, int ai, double[] r, int ri)");
    load("a", "a", "ai");
    for (int i = 0; i < LIMBS - 1; i++) {
      line("DoubleVector d%d = a%d.add(a%d);".formatted(i, i, i));
    }
    List<Factors> factors = new ArrayList<>();
    for (int column = 0; column < 2 * LIMBS - 1; column++) {
      for (int i = Math.max(0, column - LIMBS + 1); 2 * i <= column; i++) {
        factors.add(new Factors((2 * i == column ? "a" : "d") + i, "a" + (column - i), column));
      }
    }
    columns(factors);
  }

  private record Factors(String left, String right, int column) {}

  /** Sums up the halves of all products by column, folds, carries, stores in r. */
  private void columns(List<Factors> factors) {
    long[] bias = new long[2 * LIMBS];
    boolean[] begun = new boolean[2 * LIMBS];
    line("DoubleVector high;");
    line("DoubleVector low;");
    for (Factors f : factors) {
      line("high = %s.fma(%s, HIGH);".formatted(f.left, f.right));
      line("low = %s.fma(%s, BOTH.sub(high));".formatted(f.left, f.right));
      accumulate(begun, f.column, "low");
      accumulate(begun, f.column + 1, "high");
      bias[f.column] += Double.doubleToRawLongBits(0x1.8p52);
      bias[f.column + 1] += Double.doubleToRawLongBits(0x1.8p103);
    }
    for (int i = 0; i < LIMBS; i++) {
      // Rounding to the nearest multiple of the radix adds half of it before the shift.
      long constant = (1L << 50) - bias[i] - (19 * bias[i + LIMBS]);
      line("LongVector x%d = c%d.lanewise(VectorOperators.LSHL, 4);".formatted(i, i + LIMBS));
      line(
          "x%d = x%d.add(c%d.lanewise(VectorOperators.LSHL, 1)).add(c%d);"
              .formatted(i, i, i + LIMBS, i + LIMBS));
      line("c%d = c%d.add(x%d).add(%#xL);".formatted(i, i, i, constant));
    }
    for (int i = 0; i < LIMBS; i++) {
      line("LongVector q%d = c%d.lanewise(VectorOperators.ASHR, LIMB_BITS);".formatted(i, i));
    }
    line(
        "q4 = q4.lanewise(VectorOperators.LSHL, 4).add(q4.lanewise(VectorOperators.LSHL,"
            + " 1)).add(q4);");
    for (int i = 0; i < LIMBS; i++) {
      line("c%d = c%d.and(LIMB_MASK).sub(HALF).add(q%d);".formatted(i, i, (i + LIMBS - 1) % LIMBS));
      line(
          "DoubleVector r%d = (DoubleVector) c%d.convert(VectorOperators.L2D, 0);".formatted(i, i));
    }
    store("r", "r", "ri");
    close();
  }

  private void accumulate(boolean[] begun, int column, String part) {
    if (begun[column]) {
      line("c%d = c%d.add(%s.reinterpretAsLongs());".formatted(column, column, part));
    } else {
      line("LongVector c%d = %s.reinterpretAsLongs();".formatted(column, part));
      begun[column] = true;
    }
  }

  private void carry() {
    open(
        """
        /** r = a. Limbs of a at most {@link #CARRY_LIMIT}; reduced. */\
        """,
        "public static void carry(double[] a, int ai, double[] r, int ri)");
    load("a", "a", "ai");
    carried("a", "r");
    store("r", "r", "ri");
    close();
  }

  /** Makes vectors {@code out}0 to 4 of the value of {@code in}. */
  private void carried(String in, String out) {
    for (int i = 0; i < LIMBS; i++) {
      line("DoubleVector %sq%d = %s%d.add(HIGH).sub(HIGH);".formatted(out, i, in, i));
    }
    for (int i = 0; i < LIMBS; i++) {
      int below = (i + LIMBS - 1) % LIMBS;
      line(
          "DoubleVector %s%d = %sq%d.fma(%s, %s%d.sub(%sq%d));"
              .formatted(out, i, out, below, below == LIMBS - 1 ? "WRAP" : "NEXT", in, i, out, i));
    }
  }

  private void sumAndDifference() {
    open(
        """
        /**
         * The element at {@code ri} = a − b, the one after it = a + b. Limbs add up, and so do their
         * bounds.
         */\
        """,
        "public static void differenceAndSum("
            + "double[] a, int ai, double[] b, int bi, double[] r, int ri)");
    load("a", "a", "ai");
    load("b", "b", "bi");
    for (int i = 0; i < LIMBS; i++) {
      line("a%d.sub(b%d).intoArray(r, %s);".formatted(i, i, at("ri", i)));
      line("a%d.add(b%d).intoArray(r, %s);".formatted(i, i, at("ri", i + LIMBS)));
    }
    close();
  }

  private void completeSum() {
    open(
        """
        /**
         * What an addition does between its products: of the elements A, B, C, D from {@code i} on makes
         * E = B − A, F = D − C, G = D + C, H = B + A. A, B and C reduced, D at most twice reduced; E at
         * most twice, G at most three times reduced, F and H reduced.
         */\
        """,
        "public static void completeSum(double[] m, int i, int o)");
    loadFour();
    sums("e", "b%d.sub(a%d)");
    sums("u", "d%d.sub(c%d)");
    carried("u", "f");
    sums("g", "d%d.add(c%d)");
    sums("v", "b%d.add(a%d)");
    carried("v", "h");
    storeFour();
  }

  private void completeDouble() {
    open(
        """
        /**
         * What a doubling does between its products: of the elements A = X², B = Y², C = Z² and D = X·Y
         * from {@code i} on makes E = 2·D, F = 2·C − B + A, G = B − A, H = B + A. All reduced; E and G at
         * most twice reduced, F and H reduced.
         */\
        """,
        "public static void completeDouble(double[] m, int i, int o)");
    loadFour();
    sums("e", "d%d.add(d%d)");
    sums("g", "b%d.sub(a%d)");
    for (int i = 0; i < LIMBS; i++) {
      line("DoubleVector u%d = c%d.add(c%d).sub(g%d);".formatted(i, i, i, i));
    }
    carried("u", "f");
    sums("v", "b%d.add(a%d)");
    carried("v", "h");
    storeFour();
  }

  private void loadFour() {
    load("a", "m", "i");
    load("b", "m", "i + ELEMENT");
    load("c", "m", "i + 2 * ELEMENT");
    load("d", "m", "i + 3 * ELEMENT");
  }

  private void storeFour() {
    store("e", "m", "o");
    store("f", "m", "o + ELEMENT");
    store("g", "m", "o + 2 * ELEMENT");
    store("h", "m", "o + 3 * ELEMENT");
    close();
  }

  private void sums(String name, String expression) {
    for (int i = 0; i < LIMBS; i++) {
      line("DoubleVector %s%d = %s;".formatted(name, i, expression.formatted(i, i)));
    }
  }

  private void toCached() {
    open(
        """
        /**
         * Makes a point ready for being added: of X, Y, Z from {@code pi} on and C = 2d·T at {@code ci +
         * 2 · ELEMENT} makes Y + X, Y − X, C, −C and 2·Z from {@code ci} on. All reduced; all reduced but
         * 2·Z, which is at most twice reduced.
         */\
        """,
        "public static void completeCached(double[] p, int pi, double[] c, int ci)");
    load("x", "p", "pi");
    load("y", "p", "pi + ELEMENT");
    sums("u", "y%d.add(x%d)");
    carried("u", "s");
    store("s", "c", "ci");
    sums("v", "y%d.sub(x%d)");
    carried("v", "d");
    store("d", "c", "ci + ELEMENT");
    load("t", "c", "ci + 2 * ELEMENT");
    load("z", "p", "pi + 2 * ELEMENT");
    for (int i = 0; i < LIMBS; i++) {
      line("t%d.neg().intoArray(c, %s);".formatted(i, at("ci + 3 * ELEMENT", i)));
      line("z%d.add(z%d).intoArray(c, %s);".formatted(i, i, at("ci + 4 * ELEMENT", i)));
    }
    close();
  }

  private static final String HEAD =
      """
      package io.timecoin.protocol.ed25519.vector;

      import jdk.incubator.vector.DoubleVector;
      import jdk.incubator.vector.LongVector;
      import jdk.incubator.vector.VectorOperators;
      import jdk.incubator.vector.VectorSpecies;

      /**
       * Arithmetic modulo p = 2^255 − 19 on eight elements at once. GENERATED by FieldLanesSource in the
       * tests; do not edit.
       *
       * <p>An element has five signed limbs of radix 2^51, each an integer in a double. In an array, limb
       * i of lane l is at {@code offset + 8·i + l}. <em>Reduced</em> means: every limb is at most {@link
       * #REDUCED_LIMIT} in size.
       *
       * <p>A product of two limbs takes two fused multiply-adds (Emmart, Zheng and Weems, <i>Faster
       * modular exponentiation using double precision floating point arithmetic on the GPU</i>, 2018),
       * which are exact as used here: a·b + 1.5·2^103 rounds a·b to a multiple h of 2^51, since a double
       * between 2^103 and 2^104 has that step, and the rest a·b − h is at most 2^50 in size, so that
       * 1.5·2^52 more than it lies between 2^52 and 2^53, where the step is 1. The bits of both, read as
       * integers, are h/2^51 and the rest, but for constants that are taken off each column's sum at
       * once.
       */
      public final class FieldLanes {
        /** Elements that are computed at once. */
        public static final int LANES = 8;

        /** Doubles in eight elements of five limbs. */
        public static final int ELEMENT = 40;

        /** Inclusive bound of the size of a reduced element's limbs: 2^50 + 2^12. */
        public static final double REDUCED_LIMIT = 0x1p50 + 0x1p12;

        /**
         * Inclusive bound of a product of two limbs: 2^102. A reduced one times one of twice the size.
         */
        public static final double PRODUCT_LIMIT = 0x1p102;

        /** Inclusive bound of the limbs that {@link #carry} takes: 2^53. */
        public static final double CARRY_LIMIT = 0x1p53;

        private static final VectorSpecies<Double> LANE = DoubleVector.SPECIES_512;
        private static final DoubleVector HIGH = DoubleVector.broadcast(LANE, 0x1.8p103);
        private static final DoubleVector BOTH = DoubleVector.broadcast(LANE, 0x1.8p103 + 0x1.8p52);
        private static final DoubleVector NEXT = DoubleVector.broadcast(LANE, 0x1p-51);
        private static final DoubleVector WRAP = DoubleVector.broadcast(LANE, 19 * 0x1p-51);
        private static final int LIMB_BITS = 51;
        private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
        private static final long HALF = 1L << (LIMB_BITS - 1);

        private FieldLanes() {}

        /** Whether this processor computes eight lanes in one instruction; if not, this is very slow. */
        public static boolean isFast() {
          return DoubleVector.SPECIES_PREFERRED.length() == LANES;
        }
      """;
}
