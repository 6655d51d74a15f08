package io.timecoin.gateway.sync;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what a peer served before it costs the other services anything: one sequence after the
 * other, hash-chained, the transactions those of the header, each certificate a quorum. The rules
 * of PROTOCOL §6.2 are the mempool's. Thread-safe.
 */
public final class RangeCheck {
  private final ProvenCertificates certificates;

  public RangeCheck(ProvenCertificates certificates) {
    this.certificates = certificates;
  }

  /**
   * Checks a range that is not empty.
   *
   * @param first its first sequence, as it was asked for
   * @throws DecodeException naming the first defect
   */
  CheckedRange check(List<MicroblockRecord> records, long first) throws DecodeException {
    var transactions = new ArrayList<FirstLook.Decoded>();
    Hash256 previous = null;
    Hash256 digest = null;
    long sequence = first;
    long bytes = 0;
    for (MicroblockRecord record : records) {
      var certified = CertifiedMicroblock.fromProto(record);
      MicroblockHeader header = certified.header();
      require(header.sequence() == sequence, sequence, "is missing");
      if (digest == null) {
        previous = header.previousDigest();
      } else {
        require(header.previousDigest().equals(digest), sequence, "does not follow the one before");
      }
      digest = header.digest();
      checkContent(certified, record, transactions);
      checkCertificate(certified, digest);
      bytes += record.getSerializedSize();
      sequence++;
    }
    return new CheckedRange(
        List.copyOf(records), first, sequence - 1, previous, digest, transactions, bytes);
  }

  private static void checkContent(
      CertifiedMicroblock certified, MicroblockRecord record, List<FirstLook.Decoded> collected)
      throws DecodeException {
    MicroblockHeader header = certified.header();
    List<Transaction> transactions = certified.transactions();
    require(
        transactions.size() <= Limits.MAX_MICROBLOCK_TRANSACTIONS
            && header.transactionCount() == transactions.size()
            && header.transactionRoot().equals(MicroblockHeader.rootOf(transactions)),
        header.sequence(),
        "has other transactions than its header's");
    for (int i = 0; i < transactions.size(); i++) {
      Transaction transaction = transactions.get(i);
      ByteString raw = record.getTransactions(i);
      collected.add(new FirstLook.Decoded(transaction.wtxid(), transaction.txid(), raw));
    }
  }

  private void checkCertificate(CertifiedMicroblock certified, Hash256 digest)
      throws DecodeException {
    var certificate = certified.certificate();
    long sequence = certified.header().sequence();
    require(
        certificate.sequence() == sequence && certificate.digest().equals(digest),
        sequence,
        "has the certificate of another");
    if (certificates.verify(certificate)
        instanceof CertificateVerdict.Invalid(var kind, var detail)) {
      throw new DecodeException(
          "the certificate of %d proves nothing: %s, %s".formatted(sequence, kind, detail));
    }
  }

  private static void require(boolean holds, long sequence, String otherwise)
      throws DecodeException {
    if (!holds) {
      throw new DecodeException("microblock %d %s".formatted(sequence, otherwise));
    }
  }
}
