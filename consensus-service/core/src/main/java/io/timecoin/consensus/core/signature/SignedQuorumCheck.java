package io.timecoin.consensus.core.signature;

import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;

/** Bitmap, weight and every signature, as PROTOCOL §6.8 demands. */
public record SignedQuorumCheck(Hash256 genesisHash, SignatureChecker signatures)
    implements CertificateCheck {

  /** Cheap checks come first: a stranger's certificate costs no signature check. */
  @Override
  public boolean proves(VoteType type, Committee committee, Certificate certificate) {
    return certificate.round() >= 0
        && certificate.bitmap().fits(committee.size())
        && certificate.bitmap().count() == certificate.signatures().size()
        && committee.isQuorum(certificate.weight(committee))
        && everySignatureValid(type, committee, certificate);
  }

  private boolean everySignatureValid(VoteType type, Committee committee, Certificate certificate) {
    byte[] message =
        SignedBytes.of(
            genesisHash, type, certificate.sequence(), certificate.round(), certificate.digest());
    int[] places = certificate.bitmap().places().toArray();
    for (int i = 0; i < places.length; i++) {
      var key = committee.members().get(places[i]).key();
      if (!signatures.valid(key, certificate.signatures().get(i), message)) {
        return false;
      }
    }
    return true;
  }
}
