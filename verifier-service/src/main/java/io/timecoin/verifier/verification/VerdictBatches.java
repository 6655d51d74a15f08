package io.timecoin.verifier.verification;

import com.google.protobuf.CodedOutputStream;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts verdicts into batches for tx.verified: one for each inbound batch, more where one would
 * exceed the largest record. Order stays.
 */
public final class VerdictBatches {
  private final String verifier;
  private final int largestBytes;
  private final InstantSource clock;

  /**
   * Batches of one verifier.
   *
   * @param verifier name of this instance
   * @param largestBytes no batch is larger; must hold a transaction of the largest size
   */
  public VerdictBatches(String verifier, int largestBytes, InstantSource clock) {
    this.verifier = verifier;
    this.largestBytes = largestBytes;
    this.clock = clock;
  }

  /** Never empty: a batch without transactions is answered with one without verdicts. */
  public List<VerifiedBatch> of(InboundBatch inbound, List<VerifiedTransaction> verdicts) {
    List<VerifiedBatch> batches = new ArrayList<>();
    VerifiedBatch head =
        VerifiedBatch.newBuilder()
            .setOrigin(inbound.getOrigin())
            .setSentAtMillis(inbound.getSentAtMillis())
            .setVerifiedAtMillis(clock.millis())
            .setVerifier(verifier)
            .build();
    int headBytes = head.getSerializedSize();
    VerifiedBatch.Builder open = head.toBuilder();
    int size = headBytes;
    for (VerifiedTransaction verdict : verdicts) {
      int bytes =
          CodedOutputStream.computeMessageSize(VerifiedBatch.TRANSACTIONS_FIELD_NUMBER, verdict);
      if (size + bytes > largestBytes && open.getTransactionsCount() > 0) {
        batches.add(open.build());
        open = head.toBuilder();
        size = headBytes;
      }
      open.addTransactions(verdict);
      size += bytes;
    }
    batches.add(open.build());
    return batches;
  }
}
