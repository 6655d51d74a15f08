package io.timecoin.gateway.peers.identity;

import io.timecoin.protocol.crypto.PublicKey;

/** What became of a peer's certificate. */
public sealed interface CertificateVerdict {
  /** It is a node's; this is the node key. */
  record Accepted(PublicKey nodeKey) implements CertificateVerdict {}

  /**
   * It is none.
   *
   * @param detail one sentence for a person
   */
  record Refused(CertificateDefect defect, String detail) implements CertificateVerdict {}
}
