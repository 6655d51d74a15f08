package io.timecoin.protocol.ed25519;

/** Constants of the curve edwards25519 (RFC 8032, 5.1). Tight, and never changed. */
final class CurveConstants {
  static final FieldElement ONE = new FieldElement(1, 0, 0, 0, 0);

  /** d = −121665/121666. */
  static final FieldElement D =
      new FieldElement(
          0x34dca135978a3L, 0x1a8283b156ebdL, 0x5e7a26001c029L, 0x739c663a03cbbL, 0x52036cee2b6ffL);

  static final FieldElement TWO_D =
      new FieldElement(
          0x69b9426b2f159L, 0x35050762add7aL, 0x3cf44c0038052L, 0x6738cc7407977L, 0x2406d9dc56dffL);

  /** The square root of −1 that is 2^((p − 1)/4). */
  static final FieldElement ROOT_OF_MINUS_ONE =
      new FieldElement(
          0x61b274a0ea0b0L, 0xd5a5fc8f189dL, 0x7ef5e9cbd0c60L, 0x78595a6804c9eL, 0x2b8324804fc1dL);

  private CurveConstants() {}
}
