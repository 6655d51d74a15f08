package io.timecoin.protocol.committee;

/** What can be wrong with a certificate by itself (PROTOCOL §6.8), in the order of the checks. */
public enum CertificateDefect {
  /** The round is 2^31 or more (PROTOCOL §6.3). */
  ROUND_OUT_OF_RANGE,
  /** The bitmap is not ceil(n/8) bytes long. */
  BITMAP_LENGTH,
  /** A bit is set that belongs to no member. */
  SPARE_BIT_SET,
  /** Not exactly one signature per set bit. */
  SIGNATURE_COUNT,
  /** The signers weigh two thirds of the committee or less. */
  NO_QUORUM,
  /** A signature is not its member's over this vote. */
  BAD_SIGNATURE
}
