package io.timecoin.protocol.chain;

import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.crypto.Hash256;

/** What feeding one certified microblock to a {@link ChainVerifier} gives. */
public sealed interface ChainVerdict {

  /** The chain is longer by it. */
  record Extended(long sequence, Hash256 digest, MicroblockVerdict.Valid microblock)
      implements ChainVerdict {}

  /** The chain ends before it; nothing has changed. */
  sealed interface Broken extends ChainVerdict {
    /** Sequence the header claims. */
    long sequence();

    /** One sentence for a person. */
    String detail();
  }

  /** The certificate is for another sequence or digest. */
  record CertificateOfAnother(long sequence, String detail) implements Broken {}

  /** The certificate proves nothing. */
  record BadCertificate(long sequence, CertificateVerdict.Invalid reason) implements Broken {
    @Override
    public String detail() {
      return reason.defect() + ": " + reason.detail();
    }
  }

  /**
   * The microblock breaks a rule. With a good certificate it means that a third of the weight is
   * faulty (PROTOCOL §6.9).
   */
  record BadMicroblock(long sequence, MicroblockVerdict.Invalid reason) implements Broken {
    @Override
    public String detail() {
      return reason.defect() + ": " + reason.detail();
    }
  }
}
