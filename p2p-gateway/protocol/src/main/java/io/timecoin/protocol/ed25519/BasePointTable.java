package io.timecoin.protocol.ed25519;

import java.util.HexFormat;

/** The odd multiples B, 3B, 5B, … of the base point, made once when the class is loaded. */
final class BasePointTable {
  /** Width of the non-adjacent form whose digits the table serves: ±1, ±3, … ±63. */
  static final int WIDTH = 7;

  private static final String ENCODED_BASE_POINT =
      "5866666666666666666666666666666666666666666666666666666666666666";

  private static final EdwardsPoint BASE_POINT = decodeBasePoint();
  private static final AffineCachedPoint[] ODD_MULTIPLES = oddMultiples();

  private BasePointTable() {}

  /** {@code multiple}·B, for an odd multiple from 1 to 63. */
  static AffineCachedPoint get(int multiple) {
    return ODD_MULTIPLES[multiple >> 1];
  }

  /** B itself, with Z = 1; never changed. */
  static EdwardsPoint basePoint() {
    return BASE_POINT;
  }

  private static EdwardsPoint decodeBasePoint() {
    EdwardsPoint[] point = {new EdwardsPoint()};
    boolean[] decoded = new boolean[1];
    new PointDecoder().decode(HexFormat.of().parseHex(ENCODED_BASE_POINT), 1, point, decoded);
    if (!decoded[0]) {
      throw new IllegalStateException("the base point does not decode");
    }
    return point[0];
  }

  private static AffineCachedPoint[] oddMultiples() {
    AffineCachedPoint[] table = new AffineCachedPoint[1 << (WIDTH - 2)];
    FieldExponentiation exponentiation = new FieldExponentiation();
    OddMultiples multiples = new OddMultiples();
    multiples.start(BASE_POINT);
    for (int i = 0; i < table.length; i++) {
      table[i] = new AffineCachedPoint();
      table[i].set(multiples.current(), exponentiation);
      multiples.advance();
    }
    return table;
  }
}
