package io.timecoin.protocol.testing;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Values of the protocol's types that make no sense together, for codecs. */
public final class RandomValues {
  private final RandomGenerator random;

  public RandomValues(RandomGenerator random) {
    this.random = random;
  }

  public Hash256 hash() {
    return new Hash256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  public PublicKey key() {
    return PublicKey.of(bytes(PublicKey.SIZE));
  }

  public Signature signature() {
    return Signature.of(bytes(Signature.SIZE));
  }

  public BlockHeader genesisHeader() {
    return new BlockHeader(
        random.nextLong(), hash(), hash(), random.nextLong(), random.nextLong(), Optional.empty());
  }

  public BlockHeader sealHeader() {
    var coverage = new BlockHeader.Coverage(hash(), hash(), random.nextLong(), random.nextLong());
    return new BlockHeader(
        random.nextLong(),
        hash(),
        hash(),
        random.nextLong(),
        random.nextLong(),
        Optional.of(coverage));
  }

  public MicroblockHeader microblockHeader() {
    return new MicroblockHeader(
        random.nextLong(),
        hash(),
        random.nextLong(),
        key(),
        random.nextInt(),
        hash(),
        random.nextBoolean() ? Optional.of(sealHeader()) : Optional.empty());
  }

  public Certificate certificate() {
    return new Certificate(
        random.nextLong(),
        random.nextInt(),
        hash(),
        Bitmap.ofBytes(bytes(random.nextInt(5))),
        IntStream.range(0, random.nextInt(5)).mapToObj(_ -> signature()).toList());
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
