package io.timecoin.verifier.egress;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.DoubtfulSignature;
import io.timecoin.protocol.proto.internal.v1.SignatureOpinion;
import io.timecoin.verifier.recheck.AcceptedSignature;
import io.timecoin.verifier.recheck.Disagreement;

/** What is written to verifier.evidence. */
final class EvidenceRecord {
  private EvidenceRecord() {}

  /**
   * A disagreement, and where it was found.
   *
   * @param verifier name of this instance
   */
  static DoubtfulSignature of(Disagreement disagreement, String verifier) {
    AcceptedSignature signature = disagreement.signature();
    return DoubtfulSignature.newBuilder()
        .setPublicKey(ByteString.copyFrom(signature.publicKey().toByteArray()))
        .setSignature(ByteString.copyFrom(signature.signature().toByteArray()))
        .setMessage(ByteString.copyFrom(signature.message().toByteArray()))
        .setTxid(ByteString.copyFrom(signature.txid().toByteArray()))
        .setInputIndex(signature.input())
        .addOpinions(opinion(disagreement.acceptedBy(), true))
        .addOpinions(opinion(disagreement.refusedBy(), false))
        .setVerifier(verifier)
        .setAtMillis(disagreement.at().toEpochMilli())
        .setPlatform(platform())
        .build();
  }

  private static SignatureOpinion opinion(String implementation, boolean valid) {
    return SignatureOpinion.newBuilder().setImplementation(implementation).setValid(valid).build();
  }

  private static String platform() {
    return "%s on %s %s %s"
        .formatted(
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }
}
