package io.timecoin.gateway.peers.identity;

import io.timecoin.protocol.crypto.PublicKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the self-signed certificate of a node key; made anew at every start. */
public final class NodeCertificate {
  /** Two clocks may differ by so much. */
  private static final Duration BEFORE = Duration.ofDays(1);

  /** Longer than any process runs; the key is what counts. */
  private static final Duration AFTER = Duration.ofDays(10 * 365);

  private NodeCertificate() {}

  public static X509Certificate create(NodeKey key, Instant now) {
    return create(key, now.minus(BEFORE), now.plus(AFTER));
  }

  static X509Certificate create(NodeKey key, Instant from, Instant until) {
    return create(key.publicKey(), key, from, until);
  }

  /** For tests also a certificate of one key signed by another. */
  static X509Certificate create(PublicKey subject, NodeKey signer, Instant from, Instant until) {
    var name = new X500Name("CN=" + subject);
    var info =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), subject.toByteArray());
    var builder =
        new X509v3CertificateBuilder(
            name,
            BigInteger.valueOf(from.getEpochSecond()).max(BigInteger.ONE),
            Date.from(from),
            Date.from(until),
            name,
            info);
    try {
      byte[] encoded =
          builder
              .build(new JcaContentSignerBuilder("Ed25519").build(signer.privateKey()))
              .getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (OperatorCreationException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 signs with Ed25519", e);
    }
  }
}
