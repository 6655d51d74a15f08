package io.timecoin.gateway.tracking;

import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Verifies certificates and remembers the newest that hold: a synced microblock comes again by
 * chain.microblocks, and a certificate costs a quorum of signatures. Thread-safe.
 */
public final class ProvenCertificates {
  /** Twice what sync may be ahead of the chain. */
  static final int MOST = 4_096;

  /** With the weight of its signers. */
  private record Proven(Certificate certificate, CertificateVerdict.Valid verdict) {}

  private final Committee committee;
  private final Hash256 genesisHash;
  private final ThreadLocal<Ed25519Verifier> verifiers =
      ThreadLocal.withInitial(Ed25519Verifier::new);
  private final Map<Hash256, Proven> byDigest = new LinkedHashMap<>();

  public ProvenCertificates(Committee committee, Hash256 genesisHash) {
    this.committee = committee;
    this.genesisHash = genesisHash;
  }

  /** Whether a certificate proves what it says; exactly this one, signatures included. */
  public CertificateVerdict verify(Certificate certificate) {
    synchronized (this) {
      Proven known = byDigest.get(certificate.digest());
      if (known != null && known.certificate().equals(certificate)) {
        return known.verdict();
      }
    }
    CertificateVerdict verdict = certificate.verify(committee, genesisHash, verifiers.get());
    if (verdict instanceof CertificateVerdict.Valid valid) {
      remember(new Proven(certificate, valid));
    }
    return verdict;
  }

  private synchronized void remember(Proven proven) {
    byDigest.put(proven.certificate().digest(), proven);
    if (byDigest.size() > MOST) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
  }
}
