package io.timecoin.gateway.peers.identity;

import io.timecoin.protocol.crypto.PublicKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates, good and bad. */
public final class TestCertificates {
  private static final Duration HOUR = Duration.ofHours(1);

  private TestCertificates() {}

  public static X509Certificate good(NodeKey key) {
    return NodeCertificate.create(key, Instant.now());
  }

  public static X509Certificate expired(NodeKey key) {
    Instant now = Instant.now();
    return NodeCertificate.create(key, now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));
  }

  public static X509Certificate future(NodeKey key) {
    Instant now = Instant.now();
    return NodeCertificate.create(key, now.plus(HOUR), now.plus(HOUR.multipliedBy(2)));
  }

  public static X509Certificate signedBy(PublicKey subject, NodeKey signer) {
    Instant now = Instant.now();
    return NodeCertificate.create(subject, signer, now.minus(HOUR), now.plus(HOUR));
  }

  /** Self-signed by a key of the NIST curve P-256. */
  public static X509Certificate elliptic(KeyPair pair) throws Exception {
    var name = new X500Name("CN=other");
    Instant now = Instant.now();
    byte[] encoded =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(HOUR)),
                Date.from(now.plus(HOUR)),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
