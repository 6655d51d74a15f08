package io.timecoin.verifier.ingress;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import java.io.IOException;

/**
 * Reads the value of a tx.inbound record. Counts its transactions before it builds them: each gets
 * a verdict, whatever it is.
 */
final class InboundBatchReader {
  private final int largestBatchTransactions;

  InboundBatchReader(int largestBatchTransactions) {
    this.largestBatchTransactions = largestBatchTransactions;
  }

  /**
   * The batch of a record's value.
   *
   * @throws BadRecordException when it is no batch, or one that no gateway writes
   */
  InboundBatch read(byte[] value) throws BadRecordException {
    try {
      int transactions = count(value == null ? new byte[0] : value);
      if (transactions > largestBatchTransactions) {
        throw new BadRecordException(
            "TOO_MANY_TRANSACTIONS",
            "the batch has %d transactions, at most %d are checked"
                .formatted(transactions, largestBatchTransactions));
      }
      return RecordValue.parse(value, InboundBatch.getDefaultInstance());
    } catch (InvalidProtocolBufferException e) {
      throw new BadRecordException("NOT_PROTOBUF", e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail to be read", e);
    }
  }

  private static int count(byte[] value) throws IOException {
    CodedInputStream input = CodedInputStream.newInstance(value);
    int transactions = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == InboundBatch.TRANSACTIONS_FIELD_NUMBER) {
        transactions++;
      }
      if (!input.skipField(tag)) {
        throw new InvalidProtocolBufferException("the batch ends within a group");
      }
    }
    return transactions;
  }
}
