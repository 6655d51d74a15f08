package io.timecoin.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictBatchesTest {
  private static final int LARGEST = 2_000;

  private final InboundBatch inbound =
      InboundBatch.newBuilder()
          .setOrigin(
              Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_CLIENT).setGateway("gateway-1"))
          .setSentAtMillis(11)
          .build();
  private final VerdictBatches batches =
      new VerdictBatches("verifier-1", LARGEST, InstantSource.fixed(Instant.ofEpochMilli(22)));

  @Test
  void whatFitsIsOneBatchWithItsOrigin() {
    List<VerifiedTransaction> verdicts = verdicts(3, 100);

    List<VerifiedBatch> answer = batches.of(inbound, verdicts);

    VerifiedBatch batch = answer.getFirst();
    assertThat(answer).hasSize(1);
    assertThat(batch.getTransactionsList()).isEqualTo(verdicts);
    assertThat(batch.getOrigin()).isEqualTo(inbound.getOrigin());
    assertThat(batch.getSentAtMillis()).isEqualTo(11);
    assertThat(batch.getVerifiedAtMillis()).isEqualTo(22);
    assertThat(batch.getVerifier()).isEqualTo("verifier-1");
  }

  @Test
  void noBatchExceedsTheLargestRecordAndNoneIsWasteful() {
    List<VerifiedTransaction> verdicts = verdicts(100, 300);

    List<VerifiedBatch> answer = batches.of(inbound, verdicts);

    assertThat(answer)
        .allSatisfy(
            batch -> {
              assertThat(batch.getSerializedSize()).isLessThanOrEqualTo(LARGEST);
              assertThat(batch.getOrigin()).isEqualTo(inbound.getOrigin());
            });
    assertThat(answer).hasSizeLessThan(25);
    assertThat(answer.stream().flatMap(batch -> batch.getTransactionsList().stream()).toList())
        .isEqualTo(verdicts);
  }

  @Test
  void anEmptyBatchIsAnsweredToo() {
    assertThat(batches.of(inbound, List.of()))
        .singleElement()
        .satisfies(batch -> assertThat(batch.getTransactionsList()).isEmpty());
  }

  private static List<VerifiedTransaction> verdicts(int count, int bytes) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] raw = new byte[bytes];
              raw[0] = (byte) i;
              return VerifiedTransaction.newBuilder()
                  .setTransaction(ByteString.copyFrom(raw))
                  .build();
            })
        .toList();
  }
}
