package io.timecoin.protocol.block;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * What the committee votes on (PROTOCOL §6.1). The only version is 1; another does not decode.
 *
 * @param sequence one more than that of the microblock before; the first is 1
 * @param previousDigest digest of the microblock before; of sequence 1, the genesis hash
 * @param timeMillis Unix milliseconds, above those of the microblock before
 * @param proposer consensus key of the member that made it
 * @param transactionCount unsigned on the wire
 * @param transactionRoot Merkle root over the wtxids in order
 * @param seal the block header, where a slot ends (PROTOCOL §7.1)
 */
public record MicroblockHeader(
    long sequence,
    Hash256 previousDigest,
    long timeMillis,
    PublicKey proposer,
    int transactionCount,
    Hash256 transactionRoot,
    Optional<BlockHeader> seal)
    implements Canonical {
  public static final int VERSION = 1;

  private static final String DIGEST_TAG = "TIMECOIN-MB-1";

  /** The header of a microblock with these transactions. */
  public static MicroblockHeader of(
      long sequence,
      Hash256 previousDigest,
      long timeMillis,
      PublicKey proposer,
      List<Transaction> transactions,
      Optional<BlockHeader> seal) {
    return new MicroblockHeader(
        sequence,
        previousDigest,
        timeMillis,
        proposer,
        transactions.size(),
        rootOf(transactions),
        seal);
  }

  /** The Merkle root over the wtxids of these transactions. */
  public static Hash256 rootOf(List<Transaction> transactions) {
    return MerkleTree.root(transactions.stream().map(Transaction::wtxid).toList());
  }

  public static MicroblockHeader decode(byte[] bytes) throws DecodeException {
    return CanonicalReader.decode(bytes, MicroblockHeader::read);
  }

  public static MicroblockHeader read(CanonicalReader reader) throws DecodeException {
    int version = reader.u32();
    if (version != VERSION) {
      throw new DecodeException(
          "a microblock header has version 1, not " + Integer.toUnsignedString(version));
    }
    return new MicroblockHeader(
        reader.u64(),
        Hash256.read(reader),
        reader.i64(),
        PublicKey.read(reader),
        reader.u32(),
        Hash256.read(reader),
        reader.option(BlockHeader::read));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer
        .u32(VERSION)
        .u64(sequence)
        .value(previousDigest)
        .i64(timeMillis)
        .value(proposer)
        .u32(transactionCount)
        .value(transactionRoot)
        .option(seal);
  }

  /** What votes and the certificate name. */
  public Hash256 digest() {
    return new Sha256().tag(DIGEST_TAG).update(encode()).finish();
  }

  /** The time by which its transactions are judged: whole Unix seconds, rounded down. */
  public long timeSeconds() {
    return Math.floorDiv(timeMillis, 1000L);
  }

  /** The same header with another seal, or none. */
  public MicroblockHeader withSeal(Optional<BlockHeader> other) {
    return new MicroblockHeader(
        sequence, previousDigest, timeMillis, proposer, transactionCount, transactionRoot, other);
  }
}
