package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicroblockSealRulesTest extends MicroblockRulesFixture {
  @Test
  void aSealIsMadeWhereASlotEnds() {
    assertThat(judge(sealing))
        .isInstanceOfSatisfying(
            MicroblockVerdict.Valid.class,
            valid ->
                assertThat(valid.seal().orElseThrow().matches(sealing.header().seal())).isTrue());
  }

  @Test
  void aMicroblockWithoutTransactionsCarriesASeal() {
    assertDefect(chain.microblock(List.of(), START + 1_000), MicroblockDefect.EMPTY);
    assertThat(judge(chain.microblock(List.of(), START + 20_000)))
        .isInstanceOf(MicroblockVerdict.Valid.class);
  }

  @Test
  void theSealIsThereExactlyWhenASlotHasEnded() {
    assertDefect(withSeal(sealing, Optional.empty()), MicroblockDefect.SEAL_MISSING);
    assertDefect(withSeal(good, sealing.header().seal()), MicroblockDefect.SEAL_UNEXPECTED);
  }

  @Test
  void everyFieldOfTheSealCounts() {
    BlockHeader seal = sealing.header().seal().orElseThrow();
    var covers = seal.coverage().orElseThrow();
    List<BlockHeader> wrong =
        List.of(
            new BlockHeader(
                2,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                Hash256.ZERO,
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                Hash256.ZERO,
                seal.timestamp(),
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp() + 20,
                seal.blockReward(),
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward() + 1,
                seal.coverage()),
            new BlockHeader(
                1,
                seal.previousHash(),
                seal.merkleRoot(),
                seal.timestamp(),
                seal.blockReward(),
                Optional.empty()),
            withCoverage(
                seal, new BlockHeader.Coverage(Hash256.ZERO, covers.committeeHash(), 1, 1)),
            withCoverage(
                seal, new BlockHeader.Coverage(covers.stateCommitment(), Hash256.ZERO, 1, 1)),
            withCoverage(
                seal,
                new BlockHeader.Coverage(covers.stateCommitment(), covers.committeeHash(), 0, 1)),
            withCoverage(
                seal,
                new BlockHeader.Coverage(covers.stateCommitment(), covers.committeeHash(), 1, 2)));
    wrong.forEach(
        header ->
            assertDefect(withSeal(sealing, Optional.of(header)), MicroblockDefect.WRONG_SEAL));
  }

  private static Microblock withSeal(Microblock microblock, Optional<BlockHeader> seal) {
    return new Microblock(microblock.header().withSeal(seal), microblock.transactions());
  }

  private static BlockHeader withCoverage(BlockHeader seal, BlockHeader.Coverage coverage) {
    return new BlockHeader(
        seal.height(),
        seal.previousHash(),
        seal.merkleRoot(),
        seal.timestamp(),
        seal.blockReward(),
        Optional.of(coverage));
  }
}
