package io.timecoin.gateway.tracking;

import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import java.util.Optional;

/**
 * Believes in the finality of a microblock after its certificate and its transactions' root were
 * checked, and never otherwise (PROTOCOL §6.8); hands what is final to the tracking. Used by one
 * thread; what it says of itself may be read by others.
 */
public final class ChainWatch {
  private final ProvenCertificates certificates;
  private final TransactionTracking tracking;
  private final SealIndex seals;
  private volatile Tip tip;
  private volatile long followed;

  /** The newest microblock that was believed. */
  public record Tip(long sequence, Hash256 digest, long timeMillis) {}

  /** What became of a microblock. */
  public sealed interface Verdict {
    record Believed() implements Verdict {}

    /** Known already: streams may repeat. */
    record Repeated() implements Verdict {}

    record Refused(String reason) implements Verdict {}
  }

  public ChainWatch(
      ProvenCertificates certificates,
      GenesisDocument genesis,
      TransactionTracking tracking,
      SealIndex seals) {
    this.certificates = certificates;
    this.tracking = tracking;
    this.seals = seals;
    this.tip = new Tip(0, genesis.hash(), genesis.timeMillis());
  }

  public Tip tip() {
    return tip;
  }

  /** The last sequence whose transactions the tracking knows to be final. */
  public long followed() {
    return followed;
  }

  /** Takes the next microblock of the stream. */
  public Verdict take(CertifiedMicroblock certified) {
    MicroblockHeader header = certified.header();
    if (header.sequence() <= tip.sequence()) {
      return new Verdict.Repeated();
    }
    Hash256 digest = header.digest();
    Optional<String> defect = defect(certified, digest);
    if (defect.isPresent()) {
      return new Verdict.Refused(defect.get());
    }
    tip = new Tip(header.sequence(), digest, header.timeMillis());
    header.seal().flatMap(SealIndex.Seal::of).ifPresent(seals::add);
    tracking.becameFinal(
        new FinalMicroblock(
            header.sequence(),
            digest,
            header.timeMillis(),
            UnsafeByteOperations.unsafeWrap(header.encode()),
            UnsafeByteOperations.unsafeWrap(certified.certificate().encode())),
        certified.transactions());
    followed = header.sequence();
    return new Verdict.Believed();
  }

  private Optional<String> defect(CertifiedMicroblock certified, Hash256 digest) {
    MicroblockHeader header = certified.header();
    Certificate certificate = certified.certificate();
    if (certificate.sequence() != header.sequence() || !certificate.digest().equals(digest)) {
      return Optional.of("the certificate is for another microblock");
    }
    if (header.sequence() == tip.sequence() + 1 && !header.previousDigest().equals(tip.digest())) {
      return Optional.of("it does not follow the microblock before it");
    }
    if (Integer.toUnsignedLong(header.transactionCount()) != certified.transactions().size()
        || !MicroblockHeader.rootOf(certified.transactions()).equals(header.transactionRoot())) {
      return Optional.of("its transactions are not those of its header");
    }
    return switch (certificates.verify(certificate)) {
      case CertificateVerdict.Valid _ -> Optional.empty();
      case CertificateVerdict.Invalid(var kind, var detail) ->
          Optional.of("its certificate proves nothing: " + kind + ", " + detail);
    };
  }
}
