package io.timecoin.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.merkle.MerkleFrontier;
import io.timecoin.protocol.testing.CodecAssertions;
import io.timecoin.protocol.testing.RandomValues;
import io.timecoin.protocol.testing.TestChain;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockCodecPropertyTest {
  private static final int SEEDS = 50;

  @Test
  void blockHeaders() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var values = new RandomValues(random);
      var genesis = values.genesisHeader();
      var seal = values.sealHeader();
      assertThat(genesis.encode()).hasSize(92);
      assertThat(seal.encode()).hasSize(92 + 80);
      CodecAssertions.assertCanonical(genesis, BlockHeader::encode, BlockHeader::decode, random);
      CodecAssertions.assertCanonical(seal, BlockHeader::encode, BlockHeader::decode, random);
    }
  }

  @Test
  void microblockHeaders() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      CodecAssertions.assertCanonical(
          new RandomValues(random).microblockHeader(),
          MicroblockHeader::encode,
          MicroblockHeader::decode,
          random);
    }
  }

  @Test
  void otherVersionsDoNotDecode() {
    byte[] header = new RandomValues(new Random(1)).sealHeader().encode();
    for (byte version : new byte[] {0, 1, 4, -1}) {
      header[0] = version;
      assertThatThrownBy(() -> BlockHeader.decode(header)).isInstanceOf(DecodeException.class);
    }
    byte[] microblock = new RandomValues(new Random(1)).microblockHeader().encode();
    microblock[0] = 2;
    assertThatThrownBy(() -> CanonicalReader.decode(microblock, MicroblockHeader::read))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void certifiedMicroblocks() throws Exception {
    var chain = TestChain.ofMembers(4);
    var payment = chain.pay(chain.wallet(0), chain.walletAddress(1), 5_000_000);
    var microblock = chain.append(payment);
    assertThat(CertifiedMicroblock.fromProto(microblock.toProto())).isEqualTo(microblock);
  }

  @Test
  void everyBadPartOfARecordIsADecodeException() {
    var chain = TestChain.ofMembers(4);
    var payment = chain.pay(chain.wallet(0), chain.walletAddress(1), 5_000_000);
    var record = chain.append(payment).toProto();
    var junk = ByteString.copyFrom(new byte[] {1, 2, 3});
    Stream.of(
            record.toBuilder().setSequence(9),
            record.toBuilder().setHeader(junk),
            record.toBuilder().setCertificate(junk),
            record.toBuilder().clearCertificate(),
            record.toBuilder().setTransactions(0, junk),
            record.toBuilder().addTransactions(ByteString.EMPTY))
        .forEach(
            bad ->
                assertThatThrownBy(() -> CertifiedMicroblock.fromProto(bad.build()))
                    .isInstanceOf(DecodeException.class));
  }

  @Test
  void sealInputs() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var values = new RandomValues(random);
      var txids =
          MerkleFrontier.empty()
              .appendAll(Stream.generate(values::hash).limit(random.nextInt(70)).toList());
      var inputs =
          new SealInputs(
              random.nextLong(), random.nextLong(0, Long.MAX_VALUE), txids, values.hash());
      assertThat(SealInputs.fromProto(inputs.toProto())).isEqualTo(inputs);
    }
  }

  @Test
  void impossibleSealInputsAreADecodeException() {
    var values = new RandomValues(new Random(3));
    var good =
        new SealInputs(1, 0, MerkleFrontier.empty().append(values.hash()), values.hash()).toProto();
    Stream.of(
            good.toBuilder().setStateCommitment(ByteString.copyFrom(new byte[31])),
            good.toBuilder().setFees(-1),
            good.toBuilder().clearTxids(),
            good.toBuilder().setTxids(good.getTxids().toBuilder().setLeafCount(3)),
            good.toBuilder().setTxids(good.getTxids().toBuilder().setSpine(0, ByteString.EMPTY)))
        .forEach(
            bad ->
                assertThatThrownBy(() -> SealInputs.fromProto(bad.build()))
                    .isInstanceOf(DecodeException.class));
  }
}
