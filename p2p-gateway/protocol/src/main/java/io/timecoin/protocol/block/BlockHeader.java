package io.timecoin.protocol.block;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.util.Optional;

/**
 * A block's header (PROTOCOL §2.5): version 2 for genesis, version 3 for every seal. The version is
 * no field: it is 3 exactly when the coverage is there.
 *
 * @param height 0 for genesis, then one more per seal
 * @param merkleRoot over the coinbase's txid and then all txids in final order (PROTOCOL §7.2)
 * @param timestamp Unix seconds; a seal's is its slot end
 * @param blockReward satoshi that the coinbase pays: reward and fees
 * @param coverage what a seal adds; absent for genesis
 */
public record BlockHeader(
    long height,
    Hash256 previousHash,
    Hash256 merkleRoot,
    long timestamp,
    long blockReward,
    Optional<Coverage> coverage)
    implements Canonical {
  private static final int GENESIS_VERSION = 2;
  private static final int SEAL_VERSION = 3;

  /**
   * The fields of version 3.
   *
   * @param stateCommitment over the UTXO set after the block before (PROTOCOL §7.4)
   * @param committeeHash of the committee that decides after this block (PROTOCOL §7.5)
   * @param firstSequence the first microblock covered
   * @param lastSequence the sealing microblock
   */
  public record Coverage(
      Hash256 stateCommitment, Hash256 committeeHash, long firstSequence, long lastSequence)
      implements Canonical {

    static Coverage read(CanonicalReader reader) throws DecodeException {
      return new Coverage(Hash256.read(reader), Hash256.read(reader), reader.u64(), reader.u64());
    }

    @Override
    public void writeTo(CanonicalWriter writer) {
      writer.value(stateCommitment).value(committeeHash).u64(firstSequence).u64(lastSequence);
    }
  }

  /** The header of height 0. */
  public static BlockHeader genesis(Hash256 merkleRoot, long timestamp, long blockReward) {
    return new BlockHeader(0, Hash256.ZERO, merkleRoot, timestamp, blockReward, Optional.empty());
  }

  public static BlockHeader decode(byte[] bytes) throws DecodeException {
    return CanonicalReader.decode(bytes, BlockHeader::read);
  }

  public static BlockHeader read(CanonicalReader reader) throws DecodeException {
    int version = reader.u32();
    if (version != GENESIS_VERSION && version != SEAL_VERSION) {
      throw new DecodeException(
          "a block header has version 2 or 3, not " + Integer.toUnsignedString(version));
    }
    return new BlockHeader(
        reader.u64(),
        Hash256.read(reader),
        Hash256.read(reader),
        reader.i64(),
        reader.u64(),
        version == SEAL_VERSION ? Optional.of(Coverage.read(reader)) : Optional.empty());
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer
        .u32(version())
        .u64(height)
        .value(previousHash)
        .value(merkleRoot)
        .i64(timestamp)
        .u64(blockReward);
    coverage.ifPresent(writer::value);
  }

  public int version() {
    return coverage.isPresent() ? SEAL_VERSION : GENESIS_VERSION;
  }

  /** The sealing microblock's sequence; 0 for genesis, which is sequence 0. */
  public long lastSequence() {
    return coverage.map(Coverage::lastSequence).orElse(0L);
  }

  /** The first microblock covered; 0 for genesis. */
  public long firstSequence() {
    return coverage.map(Coverage::firstSequence).orElse(0L);
  }

  /** Whether this can be the block after another: height, hash and sequences go on from there. */
  public boolean follows(BlockHeader before) {
    return height == before.height + 1
        && previousHash.equals(before.hash())
        && firstSequence() == before.lastSequence() + 1;
  }

  /** The block hash. */
  public Hash256 hash() {
    return Sha256.hash(encode());
  }
}
