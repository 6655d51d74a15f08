package io.timecoin.protocol.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A final microblock as chain.microblocks and sync carry it. Nothing but its form is checked here:
 * finality is believed after {@link Certificate#verify} alone.
 */
public record CertifiedMicroblock(Microblock microblock, Certificate certificate) {

  /**
   * Decodes a record.
   *
   * @throws DecodeException if a part is not canonical, or the record's sequence is not the
   *     header's
   */
  public static CertifiedMicroblock fromProto(MicroblockRecord message) throws DecodeException {
    var header = MicroblockHeader.decode(message.getHeader().toByteArray());
    if (header.sequence() != message.getSequence()) {
      throw new DecodeException("the record's sequence is not its header's");
    }
    List<Transaction> transactions = new ArrayList<>(message.getTransactionsCount());
    for (ByteString transaction : message.getTransactionsList()) {
      transactions.add(Transaction.decode(transaction.toByteArray()));
    }
    return new CertifiedMicroblock(
        new Microblock(header, transactions),
        Certificate.decode(message.getCertificate().toByteArray()));
  }

  public MicroblockRecord toProto() {
    var message =
        MicroblockRecord.newBuilder()
            .setSequence(header().sequence())
            .setHeader(UnsafeByteOperations.unsafeWrap(header().encode()))
            .setCertificate(UnsafeByteOperations.unsafeWrap(certificate.encode()));
    for (Transaction transaction : transactions()) {
      message.addTransactions(UnsafeByteOperations.unsafeWrap(transaction.encode()));
    }
    return message.build();
  }

  public MicroblockHeader header() {
    return microblock.header();
  }

  public List<Transaction> transactions() {
    return microblock.transactions();
  }
}
