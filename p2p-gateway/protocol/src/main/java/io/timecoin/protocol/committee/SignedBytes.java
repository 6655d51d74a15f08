package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import java.nio.charset.StandardCharsets;

/** What a member signs, itself and not its hash (PROTOCOL §6.3). */
public final class SignedBytes {
  /** The prepared round of a ROUND_CHANGE without a prepared value: 0xFFFFFFFF on the wire. */
  public static final int NOTHING_PREPARED = -1;

  private static final byte[] TAG = "TIMECOIN-BFT-1".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = TAG.length + 2 * Hash256.SIZE + 17;

  private SignedBytes() {}

  /**
   * The message of a PROPOSAL, PREPARE or COMMIT.
   *
   * @throws IllegalArgumentException for the types with a form of their own
   */
  public static byte[] of(
      Hash256 genesisHash, VoteType type, long sequence, int round, Hash256 digest) {
    return switch (type) {
      case PROPOSAL, PREPARE, COMMIT ->
          common(genesisHash, type, sequence, round, digest).toByteArray();
      case ROUND_CHANGE, TIMEOUT ->
          throw new IllegalArgumentException(type + " has a form of its own");
    };
  }

  /**
   * The message of a ROUND_CHANGE.
   *
   * @param preparedDigest what was prepared in {@code preparedRound}; {@link Hash256#ZERO} with
   *     {@link #NOTHING_PREPARED}
   */
  public static byte[] roundChange(
      Hash256 genesisHash, long sequence, int round, Hash256 preparedDigest, int preparedRound) {
    return common(genesisHash, VoteType.ROUND_CHANGE, sequence, round, preparedDigest)
        .u32(preparedRound)
        .toByteArray();
  }

  /** The message of a ROUND_CHANGE of a member that has prepared nothing. */
  public static byte[] roundChange(Hash256 genesisHash, long sequence, int round) {
    return roundChange(genesisHash, sequence, round, Hash256.ZERO, NOTHING_PREPARED);
  }

  public static byte[] timeout(Hash256 genesisHash, long sequence, int round) {
    return common(genesisHash, VoteType.TIMEOUT, sequence, round, Hash256.ZERO).toByteArray();
  }

  private static CanonicalWriter common(
      Hash256 genesisHash, VoteType type, long sequence, int round, Hash256 digest) {
    return new CanonicalWriter(LENGTH)
        .fixed(TAG)
        .value(genesisHash)
        .u8(type.number())
        .u64(sequence)
        .u32(round)
        .value(digest);
  }
}
