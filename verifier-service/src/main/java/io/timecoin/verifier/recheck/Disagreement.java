package io.timecoin.verifier.recheck;

import java.time.Instant;

/**
 * A signature that was accepted, and refused when it was checked again.
 *
 * @param acceptedBy name of the implementation that verifies
 * @param refusedBy name of the other one
 */
public record Disagreement(
    AcceptedSignature signature, String acceptedBy, String refusedBy, Instant at) {

  /** One sentence for an operator, with all that is needed to judge again. */
  public String sentence() {
    return "TC-VER-001: the signature of input %d of transaction %s was accepted (%s) and refused"
            .formatted(signature.input(), signature.txid(), acceptedBy)
        + " when it was checked again (%s): key %s, signature %s, message %s"
            .formatted(
                refusedBy, signature.publicKey(), signature.signature(), signature.message());
  }
}
