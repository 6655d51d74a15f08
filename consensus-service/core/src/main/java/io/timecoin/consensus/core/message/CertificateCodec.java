package io.timecoin.consensus.core.message;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.PreparedCertificate;
import java.util.ArrayList;

/** Prepared certificates between values and Protobuf. Checks form only, never signatures. */
public final class CertificateCodec {
  private CertificateCodec() {}

  public static PreparedCertificate toProto(Certificate certificate) {
    var proto =
        PreparedCertificate.newBuilder()
            .setSequence(certificate.sequence())
            .setRound(certificate.round())
            .setDigest(MessageCodec.bytes(certificate.digest()))
            .setBitmap(ByteString.copyFrom(certificate.bitmap().toByteArray()));
    certificate
        .signatures()
        .forEach(signature -> proto.addSignatures(ByteString.copyFrom(signature.toByteArray())));
    return proto.build();
  }

  /**
   * The certificate that the Protobuf means.
   *
   * @throws DecodeException if a hash or a signature has another length
   */
  public static Certificate fromProto(PreparedCertificate proto) throws DecodeException {
    var signatures = new ArrayList<Signature>(proto.getSignaturesCount());
    for (ByteString signature : proto.getSignaturesList()) {
      if (signature.size() != Signature.SIZE) {
        throw new DecodeException("a signature has " + signature.size() + " bytes");
      }
      signatures.add(Signature.of(signature.toByteArray()));
    }
    return new Certificate(
        proto.getSequence(),
        proto.getRound(),
        MessageCodec.hash(proto.getDigest()),
        Bitmap.ofBytes(proto.getBitmap().toByteArray()),
        signatures);
  }
}
