package io.timecoin.protocol.client;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;

/**
 * Proves to anyone who knows the committee that a transaction is final, whoever hands it over: the
 * Merkle path from its wtxid to a header and the certificate of that header (PROTOCOL §2.4, §6.8).
 */
public record FinalityProof(
    Transaction transaction, MerkleProof path, MicroblockHeader header, Certificate certificate) {

  /**
   * Decodes what the ledger says of a transaction.
   *
   * @throws DecodeException if a part is malformed, or it is a coinbase, which no path leads to
   */
  public static FinalityProof fromProto(FinalTransaction message) throws DecodeException {
    if (message.getCoinbase()) {
      throw new DecodeException("a coinbase is proved by its seal");
    }
    var record = message.getRecord();
    var siblings = new ArrayList<Hash256>(record.getMerklePathCount());
    for (ByteString sibling : record.getMerklePathList()) {
      if (sibling.size() != Hash256.SIZE) {
        throw new DecodeException("a hash has 32 bytes, not " + sibling.size());
      }
      siblings.add(Hash256.of(sibling.toByteArray()));
    }
    return new FinalityProof(
        Transaction.decode(record.getTransaction().toByteArray()),
        new MerkleProof(
            Integer.toUnsignedLong(record.getPosition()),
            Integer.toUnsignedLong(record.getTransactionCount()),
            siblings),
        MicroblockHeader.decode(message.getMicroblockHeader().toByteArray()),
        Certificate.decode(message.getCertificate().toByteArray()));
  }

  /** Checks everything against the committee that decided the microblock's sequence. */
  public FinalityVerdict verify(
      Committee committee, Hash256 genesisHash, Ed25519Verifier verifier) {
    // The count must come from the certified header: a path alone could pass a node off as a leaf.
    if (path.count() != Integer.toUnsignedLong(header.transactionCount())) {
      return new FinalityVerdict.NotProven(
          FinalityDefect.WRONG_COUNT, "the path is for " + path.count() + " transactions");
    }
    if (!path.leadsTo(transaction.wtxid(), header.transactionRoot())) {
      return new FinalityVerdict.NotProven(
          FinalityDefect.NOT_INCLUDED, transaction.wtxid() + " is not under the header's root");
    }
    if (certificate.sequence() != header.sequence()
        || !certificate.digest().equals(header.digest())) {
      return new FinalityVerdict.NotProven(
          FinalityDefect.CERTIFICATE_OF_ANOTHER, "it is for " + certificate.digest());
    }
    return switch (certificate.verify(committee, genesisHash, verifier)) {
      case CertificateVerdict.Valid _ ->
          new FinalityVerdict.Final(header.sequence(), header.timeMillis());
      case CertificateVerdict.Invalid(var defect, var detail) ->
          new FinalityVerdict.NotProven(FinalityDefect.BAD_CERTIFICATE, defect + ": " + detail);
    };
  }
}
