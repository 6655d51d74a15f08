package io.timecoin.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateDefect;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
  private final TestChain chain = TestChain.ofMembers(4);
  private ChainVerifier verifier;

  @BeforeEach
  void threeMicroblocksAndASeal() {
    chain.append(payment(0));
    chain.append(payment(1), payment(2));
    chain.appendSeal();
    chain.append(payment(3));
    verifier = new ChainVerifier(chain.genesis());
  }

  private Transaction payment(int from) {
    return chain.pay(chain.wallet(from), chain.walletAddress(9), 700_000_000);
  }

  @Test
  void aGoodChainIsReplayedToTheSameState() {
    assertThat(verifier.replay(chain.microblocks())).isEmpty();
    assertThat(verifier.state().tip()).isEqualTo(chain.tip());
    assertThat(verifier.state().tip().sequence()).isEqualTo(4);
    assertThat(verifier.state().tip().lastBlock().height()).isEqualTo(1);
    assertThat(verifier.state().unspent())
        .containsExactlyInAnyOrderElementsOf(chain.state().unspent());
    assertThat(verifier.state().commitment().lanes()).isEqualTo(chain.state().commitment().lanes());
  }

  @Test
  void theSealCoversWhatCameSinceTheOneBefore() {
    var seal = chain.microblocks().get(2).header().seal().orElseThrow();
    assertThat(seal.firstSequence()).isEqualTo(1);
    assertThat(seal.lastSequence()).isEqualTo(3);
    assertThat(chain.tip().sealInputs().firstSequence()).isEqualTo(4);
    assertThat(chain.tip().sealInputs().txids().leafCount()).isEqualTo(2);
  }

  @Test
  void theCoinbaseCanBeSpentFromTheNextSequence() {
    var reward = ChainKeys.reward(0);
    chain.append(chain.pay(reward, chain.walletAddress(0), 100_000_000));
    assertThat(verifier.replay(chain.microblocks())).isEmpty();
  }

  @Test
  void aGapIsNamed() {
    assertThat(verifier.accept(chain.microblocks().get(1)))
        .isInstanceOfSatisfying(
            ChainVerdict.BadMicroblock.class,
            bad -> {
              assertThat(bad.reason().defect()).isEqualTo(MicroblockDefect.WRONG_SEQUENCE);
              assertThat(bad.sequence()).isEqualTo(2);
            });
  }

  @Test
  void aMicroblockIsNotAcceptedTwice() {
    assertThat(verifier.accept(chain.microblocks().getFirst()))
        .isInstanceOf(ChainVerdict.Extended.class);
    assertThat(verifier.accept(chain.microblocks().getFirst()))
        .isInstanceOf(ChainVerdict.BadMicroblock.class);
  }

  @Test
  void anotherMicroblocksCertificateIsNamed() {
    var mixed =
        new CertifiedMicroblock(
            chain.microblocks().getFirst().microblock(), chain.microblocks().get(1).certificate());
    assertThat(verifier.accept(mixed)).isInstanceOf(ChainVerdict.CertificateOfAnother.class);
  }

  @Test
  void aCertificateWithoutAQuorumIsNamed() {
    Microblock first = chain.microblocks().getFirst().microblock();
    Certificate weak = chain.certify(first.header(), 0, chain.memberKeys().subList(0, 2));
    assertThat(verifier.accept(new CertifiedMicroblock(first, weak)))
        .isInstanceOfSatisfying(
            ChainVerdict.BadCertificate.class,
            bad -> assertThat(bad.reason().defect()).isEqualTo(CertificateDefect.NO_QUORUM));
  }

  @Test
  void evenACertifiedMicroblockIsJudged() {
    Microblock first = chain.microblocks().getFirst().microblock();
    var emptied = new Microblock(first.header(), List.of());
    assertThat(verifier.accept(chain.certified(emptied)))
        .isInstanceOfSatisfying(
            ChainVerdict.BadMicroblock.class,
            bad -> assertThat(bad.reason().defect()).isEqualTo(MicroblockDefect.WRONG_COUNT));
  }

  @Test
  void whatIsWrongChangesNothingAndTheChainGoesOnAfterIt() {
    var before = verifier.state().tip();
    verifier.accept(chain.microblocks().get(3));
    assertThat(verifier.state().tip()).isEqualTo(before);
    assertThat(verifier.replay(chain.microblocks())).isEmpty();
  }

  @Test
  void replayStopsAtTheFirstThatIsWrong() {
    var broken = List.of(chain.microblocks().get(0), chain.microblocks().get(2));
    assertThat(verifier.replay(broken).orElseThrow().sequence()).isEqualTo(3);
    assertThat(verifier.state().tip().sequence()).isEqualTo(1);
  }

  @Test
  void anotherNetworksChainIsNone() {
    var other = new ChainVerifier(TestChain.ofMembers(5).genesis());
    assertThat(other.accept(chain.microblocks().getFirst()))
        .isInstanceOf(ChainVerdict.BadCertificate.class);
  }
}
