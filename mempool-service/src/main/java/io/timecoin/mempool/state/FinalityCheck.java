package io.timecoin.mempool.state;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;

/** Believes finality only when its certificate proves it (PROTOCOL §6.8). One thread at a time. */
public final class FinalityCheck {
  private final Committee committee;
  private final Hash256 genesisHash;
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  public FinalityCheck(Committee committee, Hash256 genesisHash) {
    this.committee = committee;
    this.genesisHash = genesisHash;
  }

  /**
   * Requires that a microblock is final.
   *
   * @throws InconsistentChain if its certificate does not prove it
   */
  public void require(CertifiedMicroblock microblock) {
    require(microblock.certificate(), microblock.header().sequence(), microblock.header().digest());
  }

  /**
   * Requires that a digest is final at a sequence.
   *
   * @throws InconsistentChain if the certificate does not prove it
   */
  public void require(Certificate certificate, long sequence, Hash256 digest) {
    if (certificate.sequence() != sequence || !certificate.digest().equals(digest)) {
      throw new InconsistentChain(
          "the certificate of microblock %d is for another: %d, %s"
              .formatted(sequence, certificate.sequence(), certificate.digest()));
    }
    if (certificate.verify(committee, genesisHash, verifier)
        instanceof CertificateVerdict.Invalid(var defect, String detail)) {
      throw new InconsistentChain(
          "the certificate of microblock %d is invalid: %s, %s"
              .formatted(sequence, defect, detail));
    }
  }
}
