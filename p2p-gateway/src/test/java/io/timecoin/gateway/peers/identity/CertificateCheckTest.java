package io.timecoin.gateway.peers.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Exactly one kind of certificate is a node's (PROTOCOL §9). */
class CertificateCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final NodeKey KEY = key(1);
  private static final NodeKey OTHER = key(2);
  private static final X509Certificate GOOD = NodeCertificate.create(KEY, NOW);

  private static NodeKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return new NodeKey(KeyPair.fromSeed(seed));
  }

  private static void assertRefused(CertificateDefect defect, Instant at, Certificate... chain) {
    assertThat(CertificateCheck.judge(chain, at))
        .isInstanceOfSatisfying(
            CertificateVerdict.Refused.class,
            refused -> assertThat(refused.defect()).isEqualTo(defect));
  }

  @Test
  void aNodesOwnCertificateIsGoodAndNamesItsKey() {
    assertThat(CertificateCheck.judge(new Certificate[] {GOOD}, NOW))
        .isEqualTo(new CertificateVerdict.Accepted(KEY.publicKey()));
  }

  @Test
  void noneAndTwoAreRefused() {
    assertRefused(CertificateDefect.NO_CERTIFICATE, NOW);
    assertRefused(CertificateDefect.NOT_ALONE, NOW, GOOD, NodeCertificate.create(OTHER, NOW));
  }

  @Test
  void aCertificateSignedByAnotherKeyIsForeign() {
    X509Certificate foreign =
        NodeCertificate.create(
            KEY.publicKey(), OTHER, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));

    assertRefused(CertificateDefect.NOT_SELF_SIGNED, NOW, foreign);
  }

  @Test
  void itsValidityIsJudgedToTheSecond() {
    Instant until = NOW.plusSeconds(100);
    X509Certificate brief = NodeCertificate.create(KEY, NOW, until);

    assertRefused(CertificateDefect.NOT_YET_VALID, NOW.minusMillis(1), brief);
    assertThat(CertificateCheck.judge(new Certificate[] {brief}, NOW))
        .isInstanceOf(CertificateVerdict.Accepted.class);
    assertThat(CertificateCheck.judge(new Certificate[] {brief}, until))
        .isInstanceOf(CertificateVerdict.Accepted.class);
    assertRefused(CertificateDefect.EXPIRED, until.plusMillis(1), brief);
  }

  @Test
  void anotherKindOfKeyIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    java.security.KeyPair pair = generator.generateKeyPair();
    var name = new X500Name("CN=x");
    X509Certificate curve =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        java.math.BigInteger.ONE,
                        Date.from(NOW),
                        Date.from(NOW.plusSeconds(100)),
                        name,
                        pair.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));

    assertRefused(CertificateDefect.NOT_ED25519, NOW, curve);
  }
}
