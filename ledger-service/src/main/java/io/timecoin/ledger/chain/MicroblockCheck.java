package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.rules.Limits;

/**
 * Whether a record is the next link of the chain (PROTOCOL §6.1, §6.2, §6.8), judged without the
 * UTXO set: place, header, root, certificate. Used by one thread.
 */
final class MicroblockCheck {
  private final ChainRules rules;
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  MicroblockCheck(ChainRules rules) {
    this.rules = rules;
  }

  /** Passes, or throws what is wrong first. */
  void check(LedgerState before, StreamedMicroblock microblock) throws ContradictionException {
    checkPlace(before, microblock.header());
    checkBody(microblock);
    checkCertificate(microblock.header(), microblock.certified().certificate());
  }

  private void checkPlace(LedgerState before, MicroblockHeader header)
      throws ContradictionException {
    long expected = before.sequence() + 1;
    if (header.sequence() != expected) {
      throw contradiction(ContradictionCode.GAP, header, "expected sequence " + expected + " next");
    }
    if (!header.previousDigest().equals(before.digest())) {
      throw contradiction(
          ContradictionCode.PREVIOUS_DIGEST,
          header,
          "it names %s, the ledger holds %s".formatted(header.previousDigest(), before.digest()));
    }
    if (header.timeMillis() <= before.timeMillis()) {
      throw contradiction(
          ContradictionCode.TIME,
          header,
          "%d ms is not after %d ms".formatted(header.timeMillis(), before.timeMillis()));
    }
    if (!rules.committee().contains(header.proposer())) {
      throw contradiction(ContradictionCode.PROPOSER, header, header.proposer() + " is no member");
    }
  }

  private void checkBody(StreamedMicroblock microblock) throws ContradictionException {
    var header = microblock.header();
    int count = microblock.transactions().size();
    if (header.transactionCount() != count
        || count > Limits.MAX_MICROBLOCK_TRANSACTIONS
        || (count == 0 && header.seal().isEmpty())) {
      throw contradiction(
          ContradictionCode.TRANSACTION_COUNT,
          header,
          "%d transactions, the header says %s"
              .formatted(count, Integer.toUnsignedString(header.transactionCount())));
    }
    Hash256 root = MicroblockHeader.rootOf(microblock.transactions());
    if (!header.transactionRoot().equals(root)) {
      throw contradiction(
          ContradictionCode.TRANSACTION_ROOT,
          header,
          "the header says %s, its transactions give %s".formatted(header.transactionRoot(), root));
    }
  }

  private void checkCertificate(MicroblockHeader header, Certificate certificate)
      throws ContradictionException {
    Hash256 digest = header.digest();
    if (certificate.sequence() != header.sequence() || !certificate.digest().equals(digest)) {
      throw contradiction(
          ContradictionCode.CERTIFICATE,
          header,
          "it certifies sequence %s, digest %s; the microblock's digest is %s"
              .formatted(
                  Long.toUnsignedString(certificate.sequence()), certificate.digest(), digest));
    }
    switch (certificate.verify(rules.committee(), rules.genesisHash(), verifier)) {
      case CertificateVerdict.Valid _ -> {}
      case CertificateVerdict.Invalid(var defect, var detail) ->
          throw contradiction(ContradictionCode.CERTIFICATE, header, defect + ", " + detail);
    }
  }

  private static ContradictionException contradiction(
      ContradictionCode code, MicroblockHeader header, String detail) {
    return new ContradictionException(code, header.sequence(), detail);
  }
}
