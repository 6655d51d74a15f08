package io.timecoin.gateway.peers.identity;

import io.timecoin.protocol.crypto.PublicKey;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Accepts exactly one kind of certificate: alone, Ed25519, signed by its own key, in its validity
 * (PROTOCOL §9). That the other end holds the key is TLS's to prove.
 */
public final class CertificateCheck {
  /** X.509's SubjectPublicKeyInfo of an Ed25519 key: this, then the 32 bytes. */
  private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

  private CertificateCheck() {}

  public static CertificateVerdict judge(Certificate[] chain, Instant now) {
    if (chain.length == 0 || !(chain[0] instanceof X509Certificate certificate)) {
      return refused(CertificateDefect.NO_CERTIFICATE, "no certificate was shown");
    }
    if (chain.length > 1) {
      return refused(
          CertificateDefect.NOT_ALONE,
          "%d certificates were shown, a node has one".formatted(chain.length));
    }
    byte[] info = certificate.getPublicKey().getEncoded();
    if (info == null
        || info.length != ED25519_INFO.length + PublicKey.SIZE
        || !Arrays.equals(info, 0, ED25519_INFO.length, ED25519_INFO, 0, ED25519_INFO.length)) {
      return refused(
          CertificateDefect.NOT_ED25519,
          "the key of the certificate is %s, not Ed25519"
              .formatted(certificate.getPublicKey().getAlgorithm()));
    }
    try {
      certificate.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      return refused(
          CertificateDefect.NOT_SELF_SIGNED, "the certificate is not signed by its own key");
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      return refused(
          CertificateDefect.NOT_YET_VALID,
          "the certificate is valid from %s on, it is %s here"
              .formatted(certificate.getNotBefore().toInstant(), now));
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return refused(
          CertificateDefect.EXPIRED,
          "the certificate was valid until %s, it is %s here"
              .formatted(certificate.getNotAfter().toInstant(), now));
    }
    return new CertificateVerdict.Accepted(
        PublicKey.of(Arrays.copyOfRange(info, ED25519_INFO.length, info.length)));
  }

  private static CertificateVerdict refused(CertificateDefect defect, String detail) {
    return new CertificateVerdict.Refused(defect, detail);
  }
}
