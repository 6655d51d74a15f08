package io.timecoin.protocol.committee;

/** What checking a certificate against a committee gives. */
public sealed interface CertificateVerdict {

  /**
   * It proves what it says.
   *
   * @param weight the signers' weight
   */
  record Valid(long weight) implements CertificateVerdict {}

  /**
   * It proves nothing.
   *
   * @param detail one sentence for a person
   */
  record Invalid(CertificateDefect defect, String detail) implements CertificateVerdict {}

  default boolean isValid() {
    return this instanceof Valid;
  }
}
