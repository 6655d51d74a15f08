package io.timecoin.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.Fixtures;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of a certificate stands for that one alone. */
class ProvenCertificatesTest {
  private final ProvenCertificates certificates =
      new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash());
  private final List<Transaction> payments = List.of(Fixtures.payment(1));
  private final MicroblockHeader header = Fixtures.header(1, Fixtures.GENESIS.hash(), payments);

  @Test
  void whatHoldsHoldsAgain() {
    Certificate certificate = certified(Fixtures.MEMBER).certificate();

    assertThat(certificates.verify(certificate).isValid()).isTrue();
    assertThat(certificates.verify(certified(Fixtures.MEMBER).certificate()).isValid()).isTrue();
  }

  @Test
  void aForgedOneOfAMicroblockThatWasProvenProvesNothing() {
    assertThat(certificates.verify(certified(Fixtures.MEMBER).certificate()).isValid()).isTrue();

    assertThat(certificates.verify(certified(Fixtures.RICH).certificate()).isValid()).isFalse();
  }

  @Test
  void aForgedOneIsNotRemembered() {
    assertThat(certificates.verify(certified(Fixtures.RICH).certificate()).isValid()).isFalse();
    assertThat(certificates.verify(certified(Fixtures.RICH).certificate()).isValid()).isFalse();
    assertThat(certificates.verify(certified(Fixtures.MEMBER).certificate()).isValid()).isTrue();
  }

  private CertifiedMicroblock certified(KeyPair signer) {
    return Fixtures.certified(header, payments, signer);
  }
}
