package io.timecoin.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.Fixtures;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainWatchTest {
  private final TransactionTracking tracking =
      new TransactionTracking(
          100, Duration.ofHours(1), 10, 10, InstantSource.system(), new Random(1), _ -> {});
  private final SealIndex seals = new SealIndex();
  private final ChainWatch chain =
      new ChainWatch(
          new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash()),
          Fixtures.GENESIS,
          tracking,
          seals);
  private final Transaction payment = Fixtures.payment(1);
  private final CertifiedMicroblock first =
      Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment));

  @Test
  void aProvedMicroblockMakesItsTransactionsFinal() {
    assertThat(chain.take(first)).isInstanceOf(ChainWatch.Verdict.Believed.class);

    assertThat(tracking.find(payment.txid()).orElseThrow().state())
        .isInstanceOf(TransactionState.Final.class);
    assertThat(chain.tip().sequence()).isEqualTo(1);
    assertThat(chain.take(first)).isInstanceOf(ChainWatch.Verdict.Repeated.class);
  }

  @Test
  void aForgedCertificateProvesNothing() {
    refused(Fixtures.certified(first.header(), first.transactions(), Fixtures.RICH));
  }

  @Test
  void aCertificateForAnotherMicroblockProvesNothing() {
    CertifiedMicroblock other =
        Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(Fixtures.payment(2)));

    refused(new CertifiedMicroblock(first.microblock(), other.certificate()));
  }

  @Test
  void otherTransactionsThanTheHeadersAreNotFinal() {
    refused(
        new CertifiedMicroblock(
            new Microblock(first.header(), List.of(Fixtures.payment(2))), first.certificate()));
  }

  @Test
  void whatDoesNotFollowIsRefused() {
    refused(Fixtures.microblock(1, payment.txid(), List.of(payment)));
  }

  @Test
  void theStreamMayBeginAnywhere() {
    assertThat(chain.take(Fixtures.microblock(500, payment.txid(), List.of(payment))))
        .isInstanceOf(ChainWatch.Verdict.Believed.class);
  }

  @Test
  void aSealConfirmsItsRangeAndNothingBeyond() {
    seals.add(new SealIndex.Seal(1, payment.txid(), 1, 10));
    seals.add(new SealIndex.Seal(2, payment.wtxid(), 20, 30));

    assertThat(seals.find(1)).map(SealIndex.Seal::height).hasValue(1L);
    assertThat(seals.find(10)).map(SealIndex.Seal::height).hasValue(1L);
    assertThat(seals.find(11)).isEmpty();
    assertThat(seals.find(25)).map(SealIndex.Seal::height).hasValue(2L);
    assertThat(seals.find(31)).isEmpty();
  }

  private void refused(CertifiedMicroblock microblock) {
    assertThat(chain.take(microblock)).isInstanceOf(ChainWatch.Verdict.Refused.class);
    assertThat(tracking.size()).isZero();
    assertThat(chain.tip().sequence()).isZero();
  }
}
